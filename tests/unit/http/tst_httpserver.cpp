#include "httpfixture.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Routes of a small API: says what came, refuses, streams, waits.
void declare(Router &router)
{
    const auto echo = answering([](const Request &request, const Principal &) {
        std::string text = std::string(methodName(request.method)) + " " + request.path + " " + request.body + " "
            + request.clientAddress + (request.isSecure ? " secure" : "");
        for (const auto &[name, value] : request.params)
            text += " " + name + "=" + value;
        return Response::text(text);
    });
    router.add({Method::Get, "/echo/:name", Access::everyone(), 0, echo});
    router.add({Method::Post, "/echo", Access::everyone(), 100, echo});
    router.add({Method::Get, "/api/user", Access::user(), 0, answering([](const Request &, const Principal &) {
        return Response::json("{\"login\":\"ada\"}");
    })});
    router.add({Method::Post, "/api/user", Access::user(), 100, echo});
    router.add({Method::Get, "/api/teams", Access::to("teams:create|teams:read"), 0, echo});
    router.add({Method::Get, "/api/admin", Access::serverAdmin(), 0, echo});
    router.add({Method::Post, "/api/teams", Access::to("teams:create"), 100, echo});
    router.add({Method::Get, "/throws", Access::everyone(), 0, [](const Request &, const Principal &) -> Reply {
        throw std::runtime_error("secret detail");
    }});
    router.add({Method::Get, "/login", Access::everyone(), 0, answering([](const Request &, const Principal &caller) {
        Response page = Response::text(caller.isSignedIn() ? "signed in" : "please sign in");
        page.contentType = "text/html; charset=utf-8";
        return page;
    })});
    router.add({Method::Get, "/shell", Access::signedIn(), 0, answering([](const Request &, const Principal &caller) {
        return Response::text(caller.isSignedIn() ? "for somebody" : "for nobody");
    }), WithoutDatabase::Serves});
    router.add({Method::Get, "/memory", Access::user(), 0, echo, WithoutDatabase::Remembers});
    router.add({Method::Get, "/api/unknown-rights", Access::to("rights:unknown"), 0, echo});
    router.add({Method::Get, "/stream", Access::everyone(), 0, answering([](const Request &, const Principal &) {
        auto stream = std::make_shared<BodyStream>();
        std::thread([stream] {
            for (int line = 0; line < 100; ++line)
                stream->write("line " + std::to_string(line) + "\n");
            stream->finish();
        }).detach();
        return Response::stream(stream, "application/x-ndjson");
    })});
    router.add({Method::Get, "/torn", Access::everyone(), 0, answering([](const Request &, const Principal &) {
        auto stream = std::make_shared<BodyStream>();
        stream->write("half");
        stream->breakOff();
        return Response::stream(stream, "text/plain");
    })});
}

/// An admission that is closed until the test opens it.
struct Gate
{
    std::atomic<bool> isOpen = false;
    std::atomic<int> asked = 0;

    Admission admission(std::chrono::milliseconds patience)
    {
        return {[this] { return ++asked, isOpen.load(); }, patience, {ErrorCode::Unavailable, u"away"_s, u"database.unavailable"_s, {}}};
    }
};

} // namespace

class tst_httpserver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answer_hasTheStandardHeaders()
    {
        HttpFixture fixture(declare);
        const RawAnswer answer = fixture.get("/api/user", "Cookie: session=ada\r\n");

        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string("{\"login\":\"ada\"}"));
        QCOMPARE(answer.header("Content-Type"), std::string("application/json"));
        QCOMPARE(answer.header("X-Content-Type-Options"), std::string("nosniff"));
        QCOMPARE(answer.header("X-Frame-Options"), std::string("deny"));
        QCOMPARE(answer.header("X-XSS-Protection"), std::string("1; mode=block"));
        QCOMPARE(answer.header("Cache-Control"), std::string("no-store"));
        QCOMPARE(answer.header("Set-Cookie"), std::string("session=ada2; HttpOnly"));
        QVERIFY(answer.header("Date").ends_with(" GMT"));
        QVERIFY(!answer.has("Connection: close"));
        QVERIFY(!answer.has("Content-Security-Policy"));
    }

    void page_hasAContentSecurityPolicy()
    {
        HttpFixture fixture(declare);
        const RawAnswer answer = fixture.get("/login");
        const std::string policy = answer.header("Content-Security-Policy");

        QVERIFY(policy.find("script-src 'self';") != std::string::npos);
        QVERIFY(policy.find("require-trusted-types-for 'script'") != std::string::npos);
        QVERIFY(policy.find("frame-ancestors 'none'") != std::string::npos);
        QVERIFY(policy.find("unsafe-eval") == std::string::npos);
    }

    void error_hasOneShape()
    {
        HttpFixture fixture(declare);
        const RawAnswer answer = fixture.get("/api/user");

        QCOMPARE(answer.status, 401);
        const auto json = JsonDocument::parse(answer.body);
        QVERIFY(json);
        QCOMPARE(json->root()["message"].text(), u"Unauthorized"_s);
        QCOMPARE(json->root()["messageId"].text(), u"unauthorized"_s);
        QCOMPARE(json->root()["traceID"].string().size(), std::size_t{32});
    }

    void access_isCheckedBeforeTheHandler_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("credentials");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char *name, const char *request, const char *credentials, int status, const char *message) {
            QTest::newRow(name) << QByteArray(request) << QByteArray(credentials) << status << QByteArray(message);
        };
        constexpr auto Cookie = "Cookie: session=ada\r\n";
        constexpr auto Token = "Authorization: Bearer robot\r\n";
        row("a token is no person", "GET /api/user", Token, 401, "Unauthorized");
        row("bad credential", "GET /api/user", "Authorization: Bearer x\r\n", 401, "Invalid API key");
        row("bad credential on a public route", "GET /echo/x", "Authorization: Bearer x\r\n", 200, "");
        row("one of several actions", "GET /api/teams", Token, 200, "");
        row("missing action", "POST /api/teams", Token, 403, "teams:create");
        row("server administrator", "GET /api/admin", Cookie, 403, "additional permissions");
        row("unknown path, nobody", "GET /api/no/such/route", "", 401, "Unauthorized");
        row("unknown path, signed in", "GET /api/no/such/route", Cookie, 404, "Not found");
        row("unknown method, signed in", "DELETE /api/user", Cookie, 404, "Not found");
        row("unknown word", "BREW /api/user", Cookie, 404, "Not found");
        row("api of another kind", "GET /apis/x", Cookie, 404, "Not found");
    }
    void access_isCheckedBeforeTheHandler()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, credentials);
        QFETCH(int, status);
        QFETCH(QByteArray, message);
        HttpFixture fixture(declare);

        const RawAnswer answer = fixture.ask(request.toStdString() + " HTTP/1.1\r\nHost: x\r\n" + credentials.toStdString() + "\r\n");

        QCOMPARE(answer.status, status);
        QVERIFY2(answer.body.find(message.toStdString()) != std::string::npos, answer.body.c_str());
    }

    void denial_hasAnIdAndATitle()
    {
        HttpFixture fixture(declare);
        const RawAnswer answer = fixture.ask("POST /api/teams HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer robot\r\n\r\n");
        const auto json = JsonDocument::parse(answer.body);
        QVERIFY(json);
        QCOMPARE(json->root()["title"].text(), u"Access denied"_s);
        QVERIFY(json->root()["accessErrorId"].string().starts_with("ACE"));
        QCOMPARE(json->root()["accessErrorId"].string().size(), std::size_t{13});
    }

    void crossSite_isRefusedForCookiesOnly()
    {
        HttpFixture fixture(declare);
        const auto post = [&](const std::string &headers) {
            return fixture.ask("POST /api/user HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: 0\r\n\r\n").status;
        };
        QCOMPARE(post("Cookie: session=ada\r\nOrigin: http://evil.test\r\n"), 403);
        QCOMPARE(post("Cookie: session=ada\r\nOrigin: http://localhost\r\n"), 200);
        QCOMPARE(post("Cookie: session=ada\r\n"), 200);
        QCOMPARE(post("Authorization: Bearer robot\r\nOrigin: http://evil.test\r\n"), 401); // refused as a token, not as cross-site
    }

    void page_sendsNobodyToTheSignInPage()
    {
        HttpFixture fixture(declare);
        const RawAnswer answer = fixture.get("/d/abc?from=now-6h");

        QCOMPARE(answer.status, 302);
        QCOMPARE(answer.header("Location"), std::string("/login"));
        QVERIFY(answer.header("Set-Cookie").starts_with("redirect_to=%2Fd%2Fabc%3Ffrom%3Dnow-6h; Path=/; HttpOnly"));
    }

    void exception_endsItsRequestOnly()
    {
        HttpFixture fixture(declare);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"request failed.*secret detail"_s));
        const RawAnswer answer = fixture.get("/throws");

        QCOMPARE(answer.status, 500);
        QVERIFY(answer.body.find("secret") == std::string::npos);
        QVERIFY(answer.body.find("Internal Server Error") != std::string::npos);
        QCOMPARE(fixture.get("/healthz").status, 200);
    }

    void path_hasOneSpelling()
    {
        HttpFixture fixture(declare);
        for (const char *target : {"/api/user/", "//api/user", "/api/./user", "/%61pi/x/../user", "http://localhost/api/user"})
            QCOMPARE(fixture.get(target, "Cookie: session=ada\r\n").status, 200);
        QVERIFY(fixture.get("/echo/a%2Fb").body.find("name=a/b") != std::string::npos);
        for (const char *target : {"/api/%00user", "/%ff", "/../x", "*", "/x?a=%ff"})
            QCOMPARE(fixture.get(target).status, 400);
    }

    void head_answersLikeGetWithoutABody()
    {
        HttpFixture fixture(declare);
        for (const std::string path : {"/healthz", "/echo/x"}) {
            const RawAnswer answer = fixture.ask("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            QCOMPARE(answer.status, 200);
            QVERIFY(answer.header("Content-Length") != "0");
        }
    }

    void pipelining_keepsTheOrder()
    {
        HttpFixture fixture(declare);
        RawClient client(fixture.port());
        std::string requests;
        for (int i = 0; i < 50; ++i)
            requests += (i % 3 == 0 ? "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
                                    : "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n" + std::to_string(10 + i));
        QVERIFY(client.send(requests));
        for (int i = 0; i < 50; ++i) {
            const RawAnswer answer = client.read();
            QCOMPARE(answer.status, 200);
            QVERIFY(i % 3 == 0 ? answer.body == "Ok" : answer.body.find(std::to_string(10 + i)) != std::string::npos);
        }
    }

    void request_mayComeByteByByte()
    {
        HttpFixture fixture(declare);
        RawClient client(fixture.port());
        const std::string request = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        for (const char byte : request)
            QVERIFY(client.send({&byte, 1}));
        const RawAnswer answer = client.read();
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.find("POST /echo abc") != std::string::npos);
    }

    void expect_isAnsweredBeforeTheBody()
    {
        HttpFixture fixture(declare);
        RawClient client(fixture.port());
        client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(client.read().status, 100);
        client.send("abc");
        QCOMPARE(client.read().status, 200);

        RawClient large(fixture.port());
        large.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(large.read().status, 413);
    }

    void bodyLimit_isTheRoutes()
    {
        HttpFixture fixture(declare);
        const auto post = [&](std::size_t size) {
            return fixture.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n"
                               + std::string(size, 'a')).status;
        };
        QCOMPARE(post(100), 200);
        QCOMPARE(post(101), 413);
        QCOMPARE(fixture.ask("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n"
                             + std::string(255, 'a') + "\r\n0\r\n\r\n").status, 413);
        QCOMPARE(fixture.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx").status, 415);
    }

    void stream_arrivesWholeAndTheConnectionGoesOn()
    {
        HttpFixture fixture(declare);
        RawClient client(fixture.port());
        for (int turn = 0; turn < 3; ++turn) {
            client.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
            const RawAnswer answer = client.read();
            QCOMPARE(answer.header("Transfer-Encoding"), std::string("chunked"));
            QVERIFY(answer.body.starts_with("line 0\n"));
            QVERIFY(answer.body.ends_with("line 99\n"));
        }
        const RawAnswer old = fixture.ask("GET /stream HTTP/1.0\r\n\r\n");
        QVERIFY(old.body.ends_with("line 99\n"));
        QVERIFY(old.has("Connection: close"));
    }

    void tornStream_endsTheConnectionWithoutTheLastChunk()
    {
        HttpFixture fixture(declare);
        RawClient client(fixture.port());
        client.send("GET /torn HTTP/1.1\r\nHost: x\r\n\r\n");
        const RawAnswer answer = client.read();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string("half"));
        QVERIFY(!answer.isWhole);
        QVERIFY(client.waitForEnd(std::chrono::seconds(5)));
    }

    void compression_isAChoice()
    {
        const std::string target = "/echo/" + std::string(3000, 'a');
        HttpFixture plain(declare);
        QVERIFY(!plain.get(target, "Accept-Encoding: gzip\r\n").has("Content-Encoding"));

        HttpOptions options;
        options.compress = true;
        HttpFixture packing(declare, options);
        const RawAnswer packed = packing.get(target, "Accept-Encoding: gzip\r\n");
        QCOMPARE(packed.header("Content-Encoding"), std::string("gzip"));
        QVERIFY(packed.body.starts_with("\x1f\x8b"));
        QVERIFY(packed.body.size() < 300);
        QVERIFY(packing.get(target).body.starts_with("GET /echo/aaa"));
        QVERIFY(!packing.get("/stream", "Accept-Encoding: gzip\r\n").has("Content-Encoding"));
        const RawAnswer head = packing.ask("HEAD " + target + " HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n");
        QCOMPARE(head.header("Content-Encoding"), std::string("gzip"));
    }

    void forwarding_countsFromTrustedProxiesOnly()
    {
        const std::string headers = "X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\n";
        HttpFixture plain(declare);
        QVERIFY(plain.get("/echo/x", headers).body.find("127.0.0.1 name") != std::string::npos);
        HttpOptions options;
        options.trustedProxies = {"127.0.0.0/8"};
        HttpFixture behind(declare, options);
        QVERIFY(behind.get("/echo/x", headers).body.find("198.51.100.7 secure") != std::string::npos);
    }

    void subPath_isTheRootOfEverything()
    {
        HttpOptions options;
        options.rootUrl = "http://localhost/dash/";
        options.serveFromSubPath = true;
        HttpFixture fixture(declare, options);

        QCOMPARE(fixture.get("/dash/api/user", "Cookie: session=ada\r\n").status, 200);
        QCOMPARE(fixture.get("/dash/healthz").status, 200);
        QCOMPARE(fixture.get("/healthz").status, 200);
        QCOMPARE(fixture.get("/api/user").status, 404);
        QCOMPARE(fixture.get("/dashboard").status, 404);
        QCOMPARE(fixture.get("/").header("Location"), std::string("/dash/"));
        const RawAnswer page = fixture.get("/dash/d/x");
        QCOMPARE(page.header("Location"), std::string("/dash/login"));
        QVERIFY(page.header("Set-Cookie").starts_with("redirect_to=%2Fdash%2Fd%2Fx; Path=/dash;"));
    }

    void enforceDomain_sendsOthersToTheRootUrl()
    {
        HttpOptions options;
        options.domain = "dash.example.org";
        options.rootUrl = "https://dash.example.org/";
        options.enforceDomain = true;
        HttpFixture fixture(declare, options);

        QCOMPARE(fixture.get("/login").header("Location"), std::string("https://dash.example.org/"));
        QCOMPARE(fixture.get("/healthz").status, 200);
        QCOMPARE(fixture.ask("GET /login HTTP/1.1\r\nHost: Dash.Example.org:3000\r\n\r\n").status, 200);
    }

    void customHeaders_areAddedUnlessSet()
    {
        HttpOptions options;
        options.customHeaders = {{"X-Team", "a"}, {"Cache-Control", "private"}, {"X-Bad", "a\r\nSet-Cookie: b"}};
        HttpFixture fixture(declare, options);
        const RawAnswer answer = fixture.get("/login");
        QCOMPARE(answer.header("X-Team"), std::string("a"));
        QVERIFY(!answer.has("X-Bad"));
        QCOMPARE(fixture.get("/healthz").header("X-Team"), std::string("a"));
    }

    void admission_isWaitedForAndThenGiven()
    {
        Gate gate;
        HttpFixture fixture(declare, {}, gate.admission(60s));
        RawClient client(fixture.port());
        client.send("GET /api/user HTTP/1.1\r\nHost: localhost\r\nCookie: session=ada\r\n\r\n");
        QTRY_VERIFY(gate.asked > 0);
        QCOMPARE(fixture.get("/echo/public").status, 200); // needs nothing

        gate.isOpen = true;
        fixture.server().admitWaiting();
        const RawAnswer answer = client.read(5s);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string("{\"login\":\"ada\"}"));
    }

    void admission_thatDoesNotComeIsAnUnavailableOne()
    {
        Gate gate;
        HttpFixture fixture(declare, {}, gate.admission(100ms));
        RawClient client(fixture.port());
        for (int turn = 0; turn < 2; ++turn) { // the connection stays
            client.send("GET /api/user HTTP/1.1\r\nHost: localhost\r\nCookie: session=ada\r\n\r\n");
            const RawAnswer answer = client.read(5s);
            QCOMPARE(answer.status, 503);
            QVERIFY(answer.has("Retry-After: 2"));
            QVERIFY(!answer.has("Set-Cookie"));
            QVERIFY(answer.body.find("\"messageId\":\"database.unavailable\"") != std::string::npos);
        }
    }

    void admission_isNotWaitedForByThoseWhoLeave()
    {
        Gate gate;
        HttpFixture fixture(declare, {}, gate.admission(60s));
        {
            RawClient client(fixture.port());
            client.send("GET /api/user HTTP/1.1\r\nHost: localhost\r\n\r\n");
            QTRY_VERIFY(gate.asked > 0);
        }
        // the fixture ends while that request waits
    }

    void memory_answersWithoutAdmission()
    {
        Gate gate;
        HttpFixture fixture(declare, {}, gate.admission(60s));
        const RawAnswer served = fixture.get("/shell", "Authorization: Away\r\n");
        QCOMPARE(served.status, 200);
        QCOMPARE(served.body, std::string("for nobody"));
        const RawAnswer remembered = fixture.get("/memory", "Authorization: Remembered\r\n");
        QCOMPARE(remembered.status, 200);
        QVERIFY(remembered.has("X-MD-Stale: 5"));
        QCOMPARE(fixture.get("/memory", "Authorization: Away\r\n").status, 503);
    }

    void memory_isForRoutesThatHaveOne()
    {
        HttpFixture fixture(declare);
        const RawAnswer refused = fixture.get("/api/user", "Authorization: Remembered\r\n");
        QCOMPARE(refused.status, 503);
        QVERIFY(!refused.has("X-MD-Stale"));
        QCOMPARE(fixture.get("/echo/public", "Authorization: Remembered\r\n").status, 200);
    }

    void rights_thatCannotBeReadAreNoDenial()
    {
        HttpFixture fixture(declare);
        QCOMPARE(fixture.get("/api/unknown-rights", "Authorization: Bearer robot\r\n").status, 503);
    }

    void drain_endsConnectionsAfterTheirAnswer()
    {
        HttpFixture fixture(declare);
        RawClient idle(fixture.port()), busy(fixture.port());
        busy.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(!busy.read().has("Connection: close"));

        fixture.server().beginDrain();
        busy.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(busy.read().has("Connection: close"));
        QVERIFY(busy.waitForEnd(std::chrono::seconds(5)));
        QCOMPARE(fixture.get("/healthz").status, 200); // balancers have not noticed yet

        fixture.server().stopAccepting();
        QVERIFY(idle.waitForEnd(std::chrono::seconds(5)));
    }

    void drain_waitsForTheEndOfAStream()
    {
        auto stream = std::make_shared<BodyStream>();
        HttpFixture fixture([stream](Router &router) {
            router.add({Method::Get, "/mine", Access::everyone(), 0, answering([stream](const Request &, const Principal &) {
                return Response::stream(stream, "text/plain");
            })});
        });
        RawClient client(fixture.port());
        client.send("GET /mine HTTP/1.1\r\nHost: x\r\n\r\n");
        stream->write("first");
        QCOMPARE(client.read(std::chrono::seconds(5), false).status, 200);

        fixture.server().stopAccepting();
        QCOMPARE(fixture.server().requestsInFlight(), 1);
        stream->write(" last");
        stream->finish();
        QVERIFY(client.waitForEnd(std::chrono::seconds(5)));
        QTRY_COMPARE(fixture.server().requestsInFlight(), 0);
    }

    void metrics_nameRoutesNotPaths()
    {
        HttpFixture fixture(declare);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(fixture.get("/echo/" + std::to_string(i)).status, 200);
            QCOMPARE(fixture.get("/nowhere/" + std::to_string(i)).status, 302);
        }
        std::size_t series = 0;
        for (const auto &family : fixture.registry().Collect()) {
            if (family.name == "grafana_http_request_duration_seconds")
                series = family.metric.size();
        }
        QCOMPARE(series, std::size_t{2});
    }

    void start_saysWhenThePortIsTaken()
    {
        HttpFixture first(declare);
        prometheus::Registry registry;
        HttpMetrics metrics(registry);
        SystemClock clock;
        HttpOptions options;
        options.address = u"127.0.0.1"_s;
        options.port = first.port();
        HttpServer second(options, clock, {}, metrics);

        const auto started = second.start();

        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::Conflict);
        QVERIFY(started.error().detail.contains(QString::number(first.port())));
    }
};

QTEST_GUILESS_MAIN(tst_httpserver)
#include "tst_httpserver.moc"
