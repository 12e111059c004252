#include "features/frontend/webfiles.h"

#include <QTest>

using namespace mdash;

namespace {

const std::vector<WebFile> someFiles{
    {"/index.html", "text/html", "a", "<html>", {}, {}},
    {"/favicon.svg", "image/svg+xml", "b", "<svg>", {}, {}},
    {"/public/build/main-1a2b.js", "text/javascript", "c", "identity bytes", "gzip bytes", "brotli bytes"},
};

} // namespace

class tst_webfiles : public QObject
{
    Q_OBJECT

    static DirectAnswer ask(const std::string &path, const std::string &headers = {})
    {
        DirectRoutes routes;
        declareWebFiles(routes, someFiles);
        const HttpLimits limits;
        RequestParser parser(limits);
        const std::string request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
        const auto *entry = routes.find(path);
        DirectAnswer answer;
        if (!entry || !parser.parseHeader(request)) {
            answer.status = 0;
            return answer;
        }
        entry->handler(parser.header(), answer);
        // The views live in the routes, which end here.
        static std::string body, lines;
        body = answer.body;
        lines = answer.headers;
        answer.body = body;
        answer.headers = lines;
        return answer;
    }

private Q_SLOTS:
    void hashedFile_isKeptForEver()
    {
        const DirectAnswer answer = ask("/public/build/main-1a2b.js");
        QCOMPARE(answer.status, 200);
        QCOMPARE(std::string(answer.body), std::string("identity bytes"));
        QVERIFY(answer.headers.find("Cache-Control: public, max-age=31536000, immutable\r\n") != std::string_view::npos);
        QVERIFY(answer.headers.find("Vary: Accept-Encoding\r\n") != std::string_view::npos);
        QVERIFY(answer.headers.find("Content-Encoding") == std::string_view::npos);
    }

    void otherFile_isAskedForAgain()
    {
        QVERIFY(ask("/favicon.svg").headers.find("Cache-Control: no-cache\r\n") != std::string_view::npos);
        QCOMPARE(std::string(ask("/favicon.ico").body), std::string("<svg>"));
        QCOMPARE(ask("/robots.txt").status, 200);
    }

    void page_isNoFile()
    {
        QCOMPARE(ask("/index.html").status, 0);
    }

    void encoding_isTheBestThatTheClientAccepts_data()
    {
        QTest::addColumn<QByteArray>("accepted");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("identity bytes");
        QTest::newRow("browser") << QByteArray("gzip, deflate, br, zstd") << QByteArray("brotli bytes");
        QTest::newRow("gzip only") << QByteArray("gzip") << QByteArray("gzip bytes");
        QTest::newRow("brotli refused") << QByteArray("br;q=0, gzip;q=0.5") << QByteArray("gzip bytes");
        QTest::newRow("all refused") << QByteArray("br; q=0.0, gzip;q=0") << QByteArray("identity bytes");
        QTest::newRow("unknown") << QByteArray("brx, xgzip") << QByteArray("identity bytes");
    }
    void encoding_isTheBestThatTheClientAccepts()
    {
        QFETCH(QByteArray, accepted);
        QFETCH(QByteArray, body);
        const DirectAnswer answer = ask("/public/build/main-1a2b.js", "Accept-Encoding: " + accepted.toStdString() + "\r\n");
        QCOMPARE(QByteArray(answer.body.data(), static_cast<qsizetype>(answer.body.size())), body);
    }

    void etag_differsByEncodingAndSavesTheBody()
    {
        const std::string br = "Accept-Encoding: br\r\n";
        const DirectAnswer known = ask("/public/build/main-1a2b.js", br + "If-None-Match: \"x\", W/\"cbr\"\r\n");
        QCOMPARE(known.status, 304);
        QVERIFY(known.body.empty());
        QVERIFY(known.headers.find("ETag: \"cbr\"\r\n") != std::string_view::npos);
        QCOMPARE(ask("/public/build/main-1a2b.js", br + "If-None-Match: \"c\"\r\n").status, 200);
        QCOMPARE(ask("/public/build/main-1a2b.js", "If-None-Match: *\r\n").status, 304);
    }
};

QTEST_APPLESS_MAIN(tst_webfiles)
#include "tst_webfiles.moc"
