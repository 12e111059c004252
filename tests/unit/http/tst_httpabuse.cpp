#include "httpfixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <fstream>

using namespace mdash;
using namespace std::chrono_literals;

namespace {

HttpOptions impatient()
{
    HttpOptions options;
    options.limits.header = 300ms;
    options.limits.idle = 400ms;
    options.limits.bodyIdle = 200ms;
    options.limits.body = 400ms;
    options.limits.request = 400ms;
    options.limits.write = 300ms;
    options.limits.linger = 100ms;
    options.limits.connectionsPerAddress = 700;
    return options;
}

std::shared_ptr<std::atomic<int>> cancelled = std::make_shared<std::atomic<int>>(0);

void declare(Router &router)
{
    const auto length = answering([](const Request &request, const Principal &) {
        return Response::text(std::to_string(request.body.size()));
    });
    router.add({Method::Post, "/small", Access::everyone(), 1_KiB, length});
    router.add({Method::Post, "/large", Access::everyone(), 4_MiB, length});
    router.add({Method::Get, "/never", Access::everyone(), 0, [](const Request &, const Principal &) -> Reply {
        // Keeps the requests waiting, and is never destroyed: what waits refers to a server that is gone by then.
        static auto &forgotten = *new std::vector<QPromise<Result<Response>>>;
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        forgotten.emplace_back().start();
        return forgotten.back().future();
    }});
    router.add({Method::Get, "/ten-megabytes", Access::everyone(), 0, answering([](const Request &, const Principal &) {
        static const auto bytes = std::make_shared<const std::string>(10u << 20, 'x');
        return Response::shared(bytes, "text/plain");
    })});
    router.add({Method::Get, "/endless", Access::everyone(), 0, answering([](const Request &, const Principal &) {
        auto stream = std::make_shared<BodyStream>();
        stream->onCancelled([] { ++*cancelled; });
        // A polite producer: writes when the client has taken what there was.
        const auto writeMore = [weak = std::weak_ptr(stream)] {
            if (const auto strong = weak.lock())
                strong->write(std::string(32u << 10, 'x'));
        };
        stream->onDrained(writeMore);
        writeMore();
        return Response::stream(stream, "text/plain");
    })});
}

qint64 residentKb()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:"))
            return std::stoll(line.substr(6));
    }
    return 0;
}

} // namespace

#ifdef __SANITIZE_ADDRESS__
constexpr qint64 sanitizerKb = 64 * 1024; // it keeps freed memory for a while
#else
constexpr qint64 sanitizerKb = 0;
#endif

class tst_httpabuse : public QObject
{
    Q_OBJECT

    static std::string post(const std::string &path, const std::string &headers, const std::string &body = {})
    {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body;
    }

private Q_SLOTS:
    void slowloris_isCutByATotalDeadline()
    {
        HttpFixture fixture(declare, impatient());
        std::vector<std::unique_ptr<RawClient>> attackers;
        for (int i = 0; i < 300; ++i) {
            attackers.push_back(std::make_unique<RawClient>(fixture.port()));
            QVERIFY(attackers.back()->send("GET / HTTP/1.1\r\nHost: x\r\nA"));
        }
        // One byte now and then must not extend the deadline.
        QElapsedTimer elapsed;
        elapsed.start();
        QTRY_VERIFY_WITH_TIMEOUT(!attackers.front()->send("a") || elapsed.elapsed() > 2000, 2000);
        for (const auto &attacker : attackers)
            QVERIFY(attacker->waitForEnd(1s));
        QVERIFY2(elapsed.elapsed() < 2000, qPrintable(QString::number(elapsed.elapsed())));
        QCOMPARE(fixture.get("/healthz").status, 200);
    }

    void silentConnection_isClosed()
    {
        HttpFixture fixture(declare, impatient());
        RawClient client(fixture.port());
        QVERIFY(client.waitForEnd(2s));
    }

    void idleConnection_isClosedLater()
    {
        HttpFixture fixture(declare, impatient());
        RawClient client(fixture.port());
        client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(client.read().status, 200);
        QElapsedTimer elapsed;
        elapsed.start();
        QVERIFY(client.waitForEnd(2s));
        QVERIFY(elapsed.elapsed() >= 300);
    }

    void slowBody_isCut()
    {
        HttpFixture fixture(declare, impatient());
        RawClient silent(fixture.port());
        silent.send(post("/large", "Content-Length: 100\r\n", "abc"));
        QCOMPARE(silent.read(2s).status, 408);
        QVERIFY(silent.waitForEnd(2s));

        RawClient dripping(fixture.port());
        dripping.send(post("/large", "Content-Length: 1000000\r\n"));
        QElapsedTimer elapsed;
        elapsed.start();
        while (dripping.send("x") && elapsed.elapsed() < 3000)
            QTest::qWait(20);
        QVERIFY2(elapsed.elapsed() < 2000, qPrintable(QString::number(elapsed.elapsed())));
    }

    void slowReader_isCutAndItsAnswerIsNotCopied()
    {
        HttpFixture fixture(declare, impatient());
        QCOMPARE(fixture.get("/ten-megabytes").body.size(), std::size_t{10u << 20});
        const qint64 before = residentKb();
        std::vector<std::unique_ptr<RawClient>> readers;
        for (int i = 0; i < 50; ++i) {
            readers.push_back(std::make_unique<RawClient>(fixture.port(), 4096));
            readers.back()->send("GET /ten-megabytes HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        QTest::qWait(1000);
        QVERIFY2(residentKb() - before < 48 * 1024 + sanitizerKb, qPrintable(QString::number(residentKb() - before)));
        for (const auto &reader : readers)
            QVERIFY(reader->waitForEnd(10s));
    }

    void slowReaderOfAStream_stopsItsProducer()
    {
        HttpFixture fixture(declare, impatient());
        const int before = *cancelled;
        const qint64 memory = residentKb();
        RawClient reader(fixture.port(), 4096);
        reader.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(cancelled->load(), before + 1, 3000);
        QVERIFY(residentKb() - memory < 8 * 1024);
    }

    void vanishedReaderOfAStream_cancelsIt()
    {
        HttpFixture fixture(declare, impatient());
        const int before = *cancelled;
        {
            RawClient reader(fixture.port());
            reader.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
            QCOMPARE(reader.read(5s, false).status, 200);
        }
        QTRY_COMPARE_WITH_TIMEOUT(cancelled->load(), before + 1, 3000);
    }

    void unansweredRequest_timesOut()
    {
        HttpFixture fixture(declare, impatient());
        QCOMPARE(fixture.get("/never").status, 504);
    }

    void badHeader_isRefusedAtOnce_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &bytes, int status) { QTest::newRow(name) << bytes << status; };
        const QByteArray get = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
        row("8 GiB", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 8589934592\r\n\r\n", 413);
        row("8 GiB with Expect", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 8589934592\r\nExpect: 100-continue\r\n\r\n", 413);
        row("2^63", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 9223372036854775808\r\n\r\n", 413);
        row("2^64", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 18446744073709551616\r\n\r\n", 400);
        row("negative length", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400);
        row("1e9", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 1e9\r\n\r\n", 400);
        row("+5", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\n", 400);
        row("two lengths", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400);
        row("length list", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\n", 400);
        row("CL and TE", "POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
        row("TE twice", "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
        row("chunked, identity", "POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n", 400);
        row("one huge field", get + "A: " + QByteArray(1 << 20, 'a') + "\r\n\r\n", 431);
        row("10,000 fields", get + QByteArray("A: b\r\n").repeated(10'000) + "\r\n", 431);
        row("long target", "GET /" + QByteArray(70'000, 'a') + " HTTP/1.1\r\n\r\n", 414);
        row("folded line", get + "A: b\r\n c\r\n\r\n", 400);
        row("bare LF", "GET /healthz HTTP/1.1\nHost: x\n\n", 400);
        row("NUL", get + QByteArray("A: \0b\r\n\r\n", 9), 400);
        row("name with a space", get + "Bad Name: x\r\n\r\n", 400);
        row("no host", "GET /healthz HTTP/1.1\r\n\r\n", 400);
        row("not HTTP", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400);
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
    }
    void badHeader_isRefusedAtOnce()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        static HttpFixture fixture(declare);
        QVERIFY(fixture.get("/healthz").status == 200);
        const qint64 memory = residentKb();
        RawClient client(fixture.port());
        QElapsedTimer elapsed;
        elapsed.start();
        client.send(bytes.toStdString());
        const RawAnswer answer = client.read(2s);

        QCOMPARE(answer.status, status);
        QVERIFY(elapsed.elapsed() < 500); // generous: this machine may be busy; the deadlines are seconds
        QVERIFY(answer.has("Connection: close"));
        QVERIFY2(JsonDocument::parse(answer.body).has_value(), answer.body.c_str());
        client.endSending();
        QVERIFY(client.waitForEnd(3s));
        QVERIFY(residentKb() - memory < 4 * 1024);
    }

    void chunkBomb_costsLittle()
    {
        HttpFixture fixture(declare);
        RawClient client(fixture.port());
        client.send(post("/large", "Transfer-Encoding: chunked\r\n"));
        std::string chunks;
        for (int i = 0; i < 64 * 1024; ++i)
            chunks += "1\r\nx\r\n";
        const std::clock_t before = std::clock();
        for (int i = 0; i < 16; ++i)
            QVERIFY(client.send(chunks));
        client.send("0\r\n\r\n");
        const RawAnswer answer = client.read(20s);
        const double seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;

        QCOMPARE(answer.body, std::to_string(16 * 64 * 1024));
        qInfo("1 MiB in chunks of one byte: %.2f s CPU, client included", seconds);
    }

    void badChunks_endTheConnection_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("largest size") << QByteArray("FFFFFFFFFFFFFFFF\r\nx");
        QTest::newRow("negative") << QByteArray("-1\r\nx");
        QTest::newRow("0x10") << QByteArray("0x10\r\nx");
        QTest::newRow("17 digits") << QByteArray("00000000000000001\r\nx\r\n0\r\n\r\n");
        QTest::newRow("1 MiB extension") << "1;a=" + QByteArray(1 << 20, 'a') + "\r\nx\r\n0\r\n\r\n";
        QTest::newRow("endless trailers") << "0\r\n" + QByteArray("A: b\r\n").repeated(100'000);
    }
    void badChunks_endTheConnection()
    {
        QFETCH(QByteArray, bytes);
        HttpFixture fixture(declare);
        RawClient client(fixture.port());
        client.send(post("/small", "Transfer-Encoding: chunked\r\n"));
        client.send(bytes.toStdString());
        const RawAnswer answer = client.read(2s);
        QVERIFY2(answer.status == 400 || answer.status == 413, qPrintable(QString::number(answer.status)));
        client.endSending();
        QVERIFY(client.waitForEnd(3s));
    }

    void bodiesInFlight_areBounded()
    {
        HttpOptions options;
        options.limits.bodiesInFlight = 1u << 20;
        HttpFixture fixture(declare, options);
        RawClient first(fixture.port()), second(fixture.port());
        for (RawClient *client : {&first, &second})
            client->send(post("/large", "Content-Length: 1000000\r\n", std::string(900'000, 'a')));

        // Whichever came later is refused; the other goes on.
        RawClient *served = &first;
        RawAnswer refused = second.read(1s);
        if (refused.status == 0) {
            served = &second;
            refused = first.read();
        }
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.header("Retry-After"), std::string("2"));
        served->send(std::string(100'000, 'a'));
        QCOMPARE(served->read().body, std::string("1000000"));
        QCOMPARE(fixture.ask(post("/large", "Content-Length: 1000000\r\n", std::string(1'000'000, 'a'))).status, 200);
    }

    void connectionsPerAddress_areBounded()
    {
        HttpOptions options;
        options.limits.connectionsPerAddress = 3;
        HttpFixture fixture(declare, options);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(std::make_unique<RawClient>(fixture.port()));
            clients.back()->send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            QCOMPARE(clients.back()->read().status, 200);
        }
        RawClient fourth(fixture.port());
        fourth.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(fourth.read().status, 0);

        clients.pop_back();
        int status = 0; // asked once a turn: each try is a connection too
        QTRY_VERIFY(status == 200 || (status = fixture.get("/healthz").status) == 200);
    }

    void manyBadTargets_leaveNothingBehind()
    {
        HttpFixture fixture(declare);
        RawClient client(fixture.port());
        const auto ask = [&](int from, int to) {
            for (int i = from; i < to; ++i) {
                client.send("GET /api/none/" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n");
                if (client.read().status != 401)
                    return false;
            }
            return true;
        };
        QVERIFY(ask(0, 500));
        const qint64 before = residentKb();
        QVERIFY(ask(500, 5500));
        QVERIFY2(residentKb() - before < 2 * 1024 + sanitizerKb, qPrintable(QString::number(residentKb() - before)));
    }

    void floodingPipeline_isHeldBack()
    {
        HttpFixture fixture(declare, impatient());
        RawClient client(fixture.port());
        client.send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
        const std::string more(64u << 10, 'x');
        const qint64 before = residentKb();
        std::size_t taken = 0;
        for (int i = 0; i < 2000; ++i)
            taken += client.sendNow(more);
        QVERIFY2(residentKb() - before < 4 * 1024 + sanitizerKb, qPrintable(QString::number(residentKb() - before)));
        QVERIFY(taken < (64u << 20)); // the kernel's buffers, no more
    }
};

QTEST_GUILESS_MAIN(tst_httpabuse)
#include "tst_httpabuse.moc"
