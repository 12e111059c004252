#include "platform/net/egress.h"
#include "support/fakeupstream.h"

#include <QTest>

#include <zlib.h>

#include <chrono>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;
using mdash::test::FakeUpstream;

namespace {

std::string gzipped(const std::string &text)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// Takes requests and answers nothing while it lives.
class SilentUpstream
{
public:
    SilentUpstream()
    {
        m_upstream.answer("/x", [this](const FakeUpstream::Seen &) {
            const std::lock_guard wait(m_gate);
            return std::string();
        });
    }
    [[nodiscard]] std::string url() const { return m_upstream.url(); }

private:
    std::mutex m_gate;
    FakeUpstream m_upstream;
    std::unique_lock<std::mutex> m_closed{m_gate};
};

EgressRequest get(const std::string &url)
{
    EgressRequest request;
    request.url = url;
    return request;
}

} // namespace

class tst_Egress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void send_givesStatusHeadersAndBody()
    {
        FakeUpstream upstream;
        upstream.answer("/x", "hello", 418, "X-Kept: Yes\r\n");
        Egress egress({});
        const auto answer = egress.send(get(upstream.url() + "/x?a=1%202")).result();
        QVERIFY(answer);
        QCOMPARE(answer->status, 418);
        QCOMPARE(answer->body, std::string("hello"));
        QCOMPARE(answer->headers, (std::vector<std::pair<std::string, std::string>>{{"x-kept", "Yes"}}));
        QCOMPARE(upstream.last().method, std::string("GET"));
        QCOMPARE(upstream.last().query, std::string("a=1%202"));
    }

    void send_passesMethodHeadersAndBody()
    {
        FakeUpstream upstream;
        upstream.answer("/x", "{}");
        Egress egress({});
        for (const char *method : {"POST", "PUT", "PATCH", "DELETE"}) {
            EgressRequest request = get(upstream.url() + "/x");
            request.method = method;
            request.headers = {{"X-Tenant", "team-a"}, {"Content-Type", "application/x-www-form-urlencoded"}};
            request.body = "query=up";
            QVERIFY(egress.send(request).result());
            QCOMPARE(upstream.last().method, std::string(method));
            QCOMPARE(upstream.last().body, std::string("query=up"));
            QVERIFY(upstream.last().head.find("X-Tenant: team-a\r\n") != std::string::npos);
        }
        EgressRequest head = get(upstream.url() + "/x");
        head.method = "HEAD";
        QVERIFY(egress.send(head).result());
        QCOMPARE(upstream.last().method, std::string("HEAD"));
    }

    void send_signsInWithBasicAuth()
    {
        FakeUpstream upstream;
        upstream.answer("/x", "{}");
        Egress egress({});
        EgressRequest request = get(upstream.url() + "/x");
        request.basicUser = "scraper";
        request.basicPassword = Secret("p:w"_ba);
        QVERIFY(egress.send(request).result());
        QVERIFY(upstream.last().head.find("Authorization: Basic c2NyYXBlcjpwOnc=\r\n") != std::string::npos);
    }

    void send_reusesConnections()
    {
        FakeUpstream upstream;
        upstream.answer("/x", "{}");
        Egress egress({});
        for (int i = 0; i < 5; ++i)
            QVERIFY(egress.send(get(upstream.url() + "/x")).result());
        QCOMPARE(upstream.connections(), 1);
    }

    void send_runsManyAtOnce()
    {
        FakeUpstream upstream;
        upstream.answer("/x", "{}");
        Egress egress({.maxConnectionsPerHost = 8});
        std::vector<QFuture<Result<EgressResponse>>> answers;
        for (int i = 0; i < 200; ++i)
            answers.push_back(egress.send(get(upstream.url() + "/x")));
        for (auto &answer : answers)
            QVERIFY(answer.result());
        QVERIFY(upstream.connections() <= 8);
    }

    void send_followsNoRedirect()
    {
        FakeUpstream upstream;
        upstream.answer("/x", "", 302, "Location: /y\r\n");
        Egress egress({});
        const auto answer = egress.send(get(upstream.url() + "/x")).result();
        QVERIFY(answer);
        QCOMPARE(answer->status, 302);
        QCOMPARE(upstream.seen().size(), std::size_t(1));
    }

    void send_unpacksAnswers()
    {
        FakeUpstream upstream;
        const std::string text(100'000, 'a');
        upstream.answer("/x", gzipped(text), 200, "Content-Encoding: gzip\r\n");
        Egress egress({});
        const auto answer = egress.send(get(upstream.url() + "/x")).result();
        QVERIFY(answer);
        QCOMPARE(answer->body, text);
        QVERIFY(answer->headers.empty());
    }

    void send_refusesLargeAnswers()
    {
        FakeUpstream upstream;
        upstream.answer("/x", std::string(2000, 'a'));
        Egress egress({});
        EgressRequest request = get(upstream.url() + "/x");
        request.maxBody = 1999;
        const auto answer = egress.send(request).result();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::TooLarge);
    }

    void send_stopsAtABomb()
    {
        FakeUpstream upstream;
        const std::string bomb = gzipped(std::string(60u << 20, '\0')); // fits the cap of 64 MiB, shrinks by 1000
        upstream.answer("/x", bomb, 200, "Content-Encoding: gzip\r\n");
        Egress egress({});
        const auto answer = egress.send(get(upstream.url() + "/x")).result();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::TooLarge);
    }

    void send_timesOut()
    {
        SilentUpstream upstream;
        Egress egress({});
        EgressRequest request = get(upstream.url() + "/x");
        request.timeout = std::chrono::milliseconds(50);
        const auto answer = egress.send(request).result();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Timeout);
    }

    void send_canBeCancelled()
    {
        SilentUpstream upstream;
        Egress egress({});
        auto future = egress.send(get(upstream.url() + "/x"));
        future.cancel();
        future.waitForFinished();
        QVERIFY(future.isCanceled());
        QVERIFY(future.isFinished());
    }

    void send_saysTheSameForClosedUnknownAndRefused()
    {
        int closedPort = 0;
        {
            FakeUpstream gone;
            closedPort = gone.port();
        }
        Egress egress({});
        EgressRequest webhook = get("http://127.0.0.1:8080/");
        webhook.purpose = EgressPurpose::Webhook;
        std::vector<EgressRequest> requests{get("http://127.0.0.1:" + std::to_string(closedPort)), get("http://127.0.0.1:22/"),
                                            get("http://no-such-host.invalid/"), get("http://169.254.169.254/latest/meta-data"),
                                            get("http://0x7f.1:25/"), get("http://[::ffff:169.254.169.254]/"), webhook};
        for (const EgressRequest &request : requests) {
            const auto answer = egress.send(request).result();
            QVERIFY2(!answer, request.url.c_str());
            QCOMPARE(answer.error().code, ErrorCode::BadGateway);
            QCOMPARE(answer.error().detail, u"The server could not be reached"_s);
        }
    }

    void send_checksEverySpellingOfAnAddress_data()
    {
        QTest::addColumn<QByteArray>("url");
        for (const char *host : {"127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1",
                                 "localhost", "LOCALHOST", "localhost.", "[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]",
                                 "user@127.0.0.1", "example.org@127.0.0.1", "127.0.0.1#@example.org", "169.254.169.254",
                                 "2852039166", "0xa9fea9fe", "0", "0.0.0.0", "[::]", "10.0.0.1", "192.168.0.1", "[fe80::1]",
                                 "[fd00:ec2::254]"})
            QTest::newRow(host) << "http://"_ba + host + "/";
        QTest::newRow("port after userinfo") << "http://example.org:80@127.0.0.1:8080/"_ba;
    }
    void send_checksEverySpellingOfAnAddress()
    {
        QFETCH(QByteArray, url);
        FakeUpstream upstream;
        Egress egress({});
        EgressRequest request = get(url.toStdString());
        request.purpose = EgressPurpose::Webhook;
        request.timeout = std::chrono::milliseconds(2000);
        const auto answer = egress.send(request).result();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::BadGateway);
    }

    void send_doesNotLendAConnectionToAnotherPurpose()
    {
        FakeUpstream upstream;
        upstream.answer("/x", "{}");
        Egress egress({});
        QVERIFY(egress.send(get(upstream.url() + "/x")).result());
        EgressRequest webhook = get(upstream.url() + "/x");
        webhook.purpose = EgressPurpose::Webhook;
        QVERIFY(!egress.send(webhook).result());
        QCOMPARE(upstream.seen().size(), std::size_t(1));
    }

    void send_refusesWhatIsNoRequest()
    {
        Egress egress({});
        for (const char *url : {"", "file:///etc/passwd", "gopher://127.0.0.1:6379/", "ftp://example.org/", "127.0.0.1:9090x",
                                "http://exa mple.org/", "http://example.org/\r\nX: y"}) {
            const auto answer = egress.send(get(url)).result();
            QVERIFY2(!answer, url);
            QCOMPARE(answer.error().code, ErrorCode::InvalidInput);
        }
        EgressRequest split = get("http://127.0.0.1:9999/");
        split.headers = {{"X-A", "b\r\nX-Evil: 1"}};
        QCOMPARE(egress.send(split).result().error().code, ErrorCode::InvalidInput);
    }

    void send_survivesBrokenAnswers()
    {
        FakeUpstream upstream;
        Egress egress({});
        const std::string manyHeaders = "HTTP/1.1 200 OK\r\n" + [] {
            std::string lines;
            for (int i = 0; i < 5000; ++i)
                lines += "X-" + std::to_string(i) + ": " + std::string(80, 'y') + "\r\n";
            return lines;
        }() + "\r\n";
        for (const std::string &wire : {"nonsense\r\n\r\n"_ba.toStdString(), std::string(),
                                        std::string("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nshort"),
                                        std::string("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Encoding: gzip\r\n\r\nabcd"),
                                        std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), manyHeaders}) {
            upstream.answer("/x", [wire](const FakeUpstream::Seen &) { return wire; });
            const auto answer = egress.send(get(upstream.url() + "/x")).result();
            QVERIFY2(!answer, wire.substr(0, 60).c_str());
            QCOMPARE(answer.error().code, ErrorCode::BadGateway);
        }
    }

    void destructor_answersWhatWaits()
    {
        SilentUpstream upstream;
        QFuture<Result<EgressResponse>> future;
        {
            Egress egress({});
            future = egress.send(get(upstream.url() + "/x"));
        }
        const auto answer = future.result();
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Unavailable);
    }
};

QTEST_APPLESS_MAIN(tst_Egress)
#include "tst_egress.moc"
