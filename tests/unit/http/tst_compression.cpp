#include "platform/http/bodystream.h"
#include "platform/http/compression.h"

#include <QTest>

#include <zlib.h>

#include <algorithm>

using namespace mdash;

namespace {

std::string unpacked(std::string_view packed)
{
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string text(1u << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    inflate(&stream, Z_FINISH);
    text.resize(stream.total_out);
    inflateEnd(&stream);
    return text;
}

const std::string Long = "{\"rows\":[" + std::string(5000, '1') + "]}";

Request asking(std::string path, std::string accepts = "gzip, deflate, br")
{
    Request request;
    request.path = std::move(path);
    request.headers = {{"accept-encoding", std::move(accepts)}};
    return request;
}

std::string headerOf(const Response &response, std::string_view name)
{
    const auto found = std::ranges::find(response.headers, name, &std::pair<std::string, std::string>::first);
    return found == response.headers.end() ? std::string() : found->second;
}

/// What compress() made of @p response: its Content-Encoding.
std::string codingOf(Response response, const Request &request = asking("/api/search"))
{
    compress(response, request);
    return headerOf(response, "Content-Encoding");
}

} // namespace

class tst_compression : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acceptsCoding_readsWeights_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<bool>("expected");
        QTest::newRow("alone") << QByteArray("gzip") << true;
        QTest::newRow("browser") << QByteArray("br, gzip, deflate") << true;
        QTest::newRow("weight") << QByteArray("gzip;q=0.001") << true;
        QTest::newRow("blanks") << QByteArray(" br , gzip ; q=1") << true;
        QTest::newRow("refused") << QByteArray("gzip;q=0") << false;
        QTest::newRow("refused exactly") << QByteArray("gzip; q=0.000, br") << false;
        QTest::newRow("another") << QByteArray("br") << false;
        QTest::newRow("part of a name") << QByteArray("x-gzip") << false;
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("nonsense") << QByteArray(",;,;;q=gzip,") << false;
    }
    void acceptsCoding_readsWeights()
    {
        QFETCH(QByteArray, list);
        QTEST(acceptsCoding(list.toStdString(), "gzip"), "expected");
    }

    void compress_packsLongText()
    {
        for (Response response : {Response::json(Long), Response::shared(std::make_shared<const std::string>(Long))}) {
            compress(response, asking("/api/search"));
            QCOMPARE(headerOf(response, "Content-Encoding"), std::string("gzip"));
            QCOMPARE(headerOf(response, "Vary"), std::string("Accept-Encoding"));
            const std::string packed = std::get<std::string>(response.body);
            QVERIFY(packed.size() < Long.size() / 10);
            QCOMPARE(unpacked(packed), Long);
        }
    }

    void compress_tellsCachesWhatItDependsOn()
    {
        Response response = Response::json(Long);
        compress(response, asking("/api/search", "br"));
        QCOMPARE(headerOf(response, "Vary"), std::string("Accept-Encoding"));
        QCOMPARE(std::get<std::string>(response.body), Long);
    }

    void compress_leavesTheRest_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("sign-in") << QByteArray("/login");
        QTest::newRow("new key") << QByteArray("/api/auth/keys");
        QTest::newRow("new token") << QByteArray("/api/serviceaccounts/1/tokens");
        QTest::newRow("password") << QByteArray("/api/user/password");
    }
    void compress_leavesTheRest()
    {
        QFETCH(QByteArray, path);
        QCOMPARE(codingOf(Response::json(Long), asking(path.toStdString())), std::string());
    }

    void compress_leavesWhatIsShortPackedOrNoText()
    {
        QCOMPARE(codingOf(Response::json("{}")), std::string());
        QCOMPARE(codingOf(Response::json(Long).header("Content-Encoding", "br")), std::string("br"));
        QCOMPARE(codingOf(Response::shared(std::make_shared<const std::string>(Long), "image/png")), std::string());
        QCOMPARE(codingOf(Response::stream(std::make_shared<BodyStream>(), "application/x-ndjson")), std::string());
        QCOMPARE(codingOf(Response::json(Long, 206)), std::string());
    }
};

QTEST_APPLESS_MAIN(tst_compression)
#include "tst_compression.moc"
