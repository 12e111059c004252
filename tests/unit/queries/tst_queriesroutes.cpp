#include "fakesources.h"
#include "features/queries/datasourceproxyroutes.h"
#include "features/queries/prometheus/prometheusbackend.h"
#include "features/queries/proxyrules.h"
#include "features/queries/queriesroutes.h"
#include "features/queries/testdata/testdatabackend.h"
#include "platform/http/bodystream.h"
#include "support/fakeupstream.h"
#include "support/jsontext.h"

#include <QDeadlineTimer>
#include <QTest>

#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;
using namespace mdash::test;

namespace {

class FixedClock final : public Clock
{
public:
    TimePoint now() const override { return TimePoint(Millis(1'700'000'060'000)); }
};

struct Fixture
{
    Fixture()
    {
        registry.add("test", "testdata");
        auto &prom = registry.add("prom-1", "prometheus", upstream.url() + "/base");
        prom.basicAuth = true;
        prom.basicAuthUser = "scraper";
        prom.jsonData = jsonText("{'httpHeaderName1':'X-Tenant'}");
        prom.secureJsonData = {{"basicAuthPassword", Secret("pw"_ba)}, {"httpHeaderValue1", Secret("team-a"_ba)}};
        registry.add("dead", "prometheus", "http://127.0.0.1:9");
        backends.add({"testdata"}, std::make_shared<TestDataBackend>(Delay(), runAtOnce, 1));
        backends.add({"prometheus"}, std::make_shared<PrometheusBackend>(egress, runAtOnce));
        routes.declare(router);
        proxyRoutes.declare(router);
        caller.kind = Principal::Kind::User;
        caller.orgId = OrgId{1};
    }

    Result<Response> call(Method method, const std::string &target, const std::string &body = {}, Headers headers = {{"content-type", "application/json"}})
    {
        Request request;
        request.method = method;
        request.rawPath = target.substr(0, target.find('?'));
        request.path = request.rawPath;
        request.rawQuery = target.find('?') == std::string::npos ? std::string() : target.substr(target.find('?') + 1);
        request.headers = std::move(headers);
        request.body = body;
        const auto match = router.match(method, request.path);
        if (!match)
            return fail(ErrorCode::NotImplemented, u"no route"_s);
        request.params = match->params;
        Reply reply = router.at(match->index).handler(request, caller);
        if (auto *later = std::get_if<QFuture<Result<Response>>>(&reply))
            return later->result();
        return std::get<Result<Response>>(reply);
    }
    Result<Response> ask(const std::string &body) { return call(Method::Post, "/api/ds/query", jsonText(body)); }

    FakeUpstream upstream;
    Egress egress{EgressOptions{}};
    FakeRegistry registry;
    QueryBackends backends;
    FixedClock clock;
    QueryService service{registry, backends, runAtOnce};
    QueriesRoutes routes{service, runAtOnce, clock, false};
    DataSourceProxyRoutes proxyRoutes{service, egress, runAtOnce};
    Router router;
    Principal caller;
};

/// What @p stream gives until its end, read as a client reads; @p state is how it ended.
std::string readAll(BodyStream &stream, BodyStream::State &state)
{
    std::string all;
    for (QDeadlineTimer deadline(10'000); state == BodyStream::State::Open && !deadline.hasExpired(); std::this_thread::yield()) {
        all += stream.take(state);
        stream.drained();
    }
    return all;
}

std::string text(const Result<Response> &response)
{
    if (!response)
        return response.error().detail.toStdString();
    BodyStream::State state{};
    if (const auto *stream = std::get_if<std::shared_ptr<BodyStream>>(&response->body))
        return readAll(**stream, state);
    return std::get<std::string>(response->body);
}

std::string header(const Response &response, std::string_view name)
{
    for (const auto &[key, value] : response.headers)
        if (key == name)
            return value;
    return {};
}

} // namespace

class tst_QueriesRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void query_answersFrames()
    {
        Fixture f;
        const auto answer = f.ask("{'from':'1700000000000','to':'1700000060000','queries':[{'refId':'A','datasource':{'uid':'test'},"
                                  "'scenarioId':'csv_metric_values','stringInput':'1,2'}]}");
        QCOMPARE(answer->status, 200);
        QCOMPARE(text(answer), jsonText("{'results':{'A':{'status':200,'frames':[{'schema':{'name':'A-series','refId':'A','fields':["
                                        "{'name':'time','type':'time','typeInfo':{'frame':'time.Time'},'config':{'interval':1000}},"
                                        "{'name':'value','type':'number','typeInfo':{'frame':'float64'},'labels':{},'config':{'displayNameFromDS':'A-series'}}]},"
                                        "'data':{'values':[[1700000000000,1700000060000],[1,2]]}}]}}}"));
    }

    void query_failsPerQuery()
    {
        Fixture f;
        const auto answer = f.ask("{'from':'now-1h','to':'now','queries':[{'refId':'B','datasource':'test','scenarioId':'server_error_500'},"
                                  "{'refId':'A','datasourceId':1,'scenarioId':'no_data_points'}]}");
        QCOMPARE(answer->status, 400);
        QCOMPARE(text(answer), jsonText("{'results':{'A':{'status':200,'frames':[]},'B':{'error':'Test Data Panic!','status':500,'frames':[]}}}"));
    }

    void query_refuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("messageId");
        const auto row = [](const char *name, const char *body, ErrorCode code, const char *id) {
            QTest::newRow(name) << QByteArray(body) << static_cast<int>(code) << QString::fromLatin1(id);
        };
        row("empty", "{'queries':[]}", ErrorCode::InvalidInput, "query.noQueries");
        row("absent", "{}", ErrorCode::InvalidInput, "query.noQueries");
        row("no source", "{'queries':[{'refId':'A'}]}", ErrorCode::InvalidInput, "query.invalidDatasourceId");
        row("unknown source", "{'queries':[{'refId':'A','datasource':{'uid':'gone'}}]}", ErrorCode::NotFound, "query.dataSourceNotFound");
    }
    void query_refuses()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        QFETCH(QString, messageId);
        Fixture f;
        const auto answer = f.ask(body.toStdString());
        QVERIFY(!answer);
        QCOMPARE(static_cast<int>(answer.error().code), code);
        QCOMPARE(answer.error().messageId, messageId);
    }

    void query_readsTimesOfAllForms()
    {
        Fixture f;
        const auto times = [&](const char *range) {
            const auto answer = f.ask(std::string("{") + range + ",'queries':[{'refId':'A','datasource':'test','scenarioId':'csv_metric_values','stringInput':'1,2'}]}");
            const std::string body = text(answer);
            return body.substr(body.find("[[") + 2, 27);
        };
        QCOMPARE(times("'from':'now-1m','to':'now'"), std::string("1700000000000,1700000060000"));
        QCOMPARE(times("'from':1700000000000,'to':'1700000060000'"), std::string("1700000000000,1700000060000"));
        QCOMPARE(times("'from':'1m','to':'now'"), std::string("1700000000000,1700000060000"));
        QCOMPARE(times("'from':'nonsense','to':'now'").substr(0, 2), std::string("0,"));
    }

    void query_leavesFormatsToPanels()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/query", jsonText("{'status':'success','data':{'resultType':'vector','result':[{'metric':{'a':'b'},'value':[1,'3']}]}}"));
        const auto answer = f.ask("{'queries':[{'refId':'A','datasource':{'uid':'prom-1'},'expr':'up','instant':true,'format':'table'}]}");
        QVERIFY(text(answer).find("\"labels\":{\"a\":\"b\"}") != std::string::npos);
    }

    void health_saysOkOrWhy()
    {
        Fixture f;
        const auto ok = f.call(Method::Get, "/api/datasources/uid/test/health");
        QCOMPARE(text(ok), jsonText("{'status':'OK','message':'Data source is working'}"));
        const auto dead = f.call(Method::Get, "/api/datasources/uid/dead/health");
        QCOMPARE(dead->status, 400);
        QCOMPARE(text(dead), jsonText("{'status':'ERROR','message':'The server could not be reached'}"));
        QCOMPARE(f.call(Method::Get, "/api/datasources/uid/gone/health").error().code, ErrorCode::NotFound);
        QCOMPARE(f.call(Method::Get, "/api/datasources/1/health")->status, 200);
    }

    void proxy_passesTheCallWithStoredCredentials()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/labels", "{}", 200, "X-Kept: yes\r\nSet-Cookie: evil=1\r\nContent-Type: text/plain\r\n");
        const Headers client{{"accept", "text/html"}, {"cookie", "session=1"}, {"authorization", "Bearer mine"}, {"origin", "http://x"}, {"x-forwarded-for", "1.2.3.4"}};
        const auto answer = f.call(Method::Get, "/api/datasources/proxy/uid/prom-1/api/v1/labels?match[]=up%20x&start=1", {}, client);
        QCOMPARE(answer->status, 200);
        QCOMPARE(text(answer), std::string("{}"));
        QCOMPARE(answer->contentType, std::string("text/plain"));
        QCOMPARE(header(*answer, "x-kept"), std::string("yes"));
        QCOMPARE(header(*answer, "Content-Security-Policy"), std::string("sandbox"));
        QVERIFY(header(*answer, "set-cookie").empty());
        const auto seen = f.upstream.last();
        QCOMPARE(seen.query, std::string("match[]=up%20x&start=1"));
        QVERIFY(seen.head.find("Authorization: Basic c2NyYXBlcjpwdw==") != std::string::npos);
        QVERIFY(seen.head.find("X-Tenant: team-a") != std::string::npos);
        for (const char *hidden : {"ookie", "rigin", "orwarded", "Bearer"})
            QVERIFY2(seen.head.find(hidden) == std::string::npos, hidden);
    }

    void proxy_passesFormBodiesAndPathsAsSent()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/query", "{}");
        f.upstream.answer("/base/api/v1/label/a%2Fb/values", "{}");
        const auto posted = f.call(Method::Post, "/api/datasources/proxy/2/api/v1/query", "query=up+%3D%3D+1", {{"content-type", "application/x-www-form-urlencoded"}});
        QCOMPARE(posted->status, 200);
        QCOMPARE(f.upstream.last().body, std::string("query=up+%3D%3D+1"));
        QCOMPARE(f.call(Method::Get, "/api/datasources/proxy/uid/prom-1/api/v1/label/a%2Fb/values")->status, 200);
    }

    void proxy_holdsLittleOfALargeAnswer()
    {
        Fixture f;
        const std::string large(20u << 20, 'x');
        f.upstream.answer("/base/large", large);
        const auto answer = f.call(Method::Get, "/api/datasources/proxy/uid/prom-1/large");
        const auto stream = std::get<std::shared_ptr<BodyStream>>(answer->body);
        QTRY_VERIFY(stream->isFull());

        BodyStream::State state{};
        QVERIFY(stream->take(state).size() < (256u << 10)); // the rest waits at the source
        stream->drained();
        QVERIFY(readAll(*stream, state).size() > (19u << 20));
        QCOMPARE(state, BodyStream::State::Finished);
    }

    void proxy_leavesTheSourceWhenTheClientIsGone()
    {
        Fixture f;
        f.upstream.answer("/base/large", std::string(20u << 20, 'x'));
        const auto answer = f.call(Method::Get, "/api/datasources/proxy/uid/prom-1/large");
        const std::weak_ptr<BodyStream> stream = std::get<std::shared_ptr<BodyStream>>(answer->body);
        stream.lock()->cancel();
        QTRY_COMPARE(stream.use_count(), 1L); // the transfer has let it go
    }

    void proxy_breaksOffWithTheSource()
    {
        Fixture f;
        f.upstream.answer("/base/torn", [](const FakeUpstream::Seen &) {
            return std::string("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nshort");
        });
        const auto answer = f.call(Method::Get, "/api/datasources/proxy/uid/prom-1/torn");
        BodyStream::State state{};
        QCOMPARE(readAll(*std::get<std::shared_ptr<BodyStream>>(answer->body), state), std::string("short"));
        QCOMPARE(state, BodyStream::State::Broken);
    }

    void proxy_refusesWhatIsTooLargeBeforeItBegins()
    {
        Fixture f;
        f.upstream.answer("/base/huge", [](const FakeUpstream::Seen &) {
            return std::string("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\nx");
        });
        QCOMPARE(f.call(Method::Get, "/api/datasources/proxy/uid/prom-1/huge").error().code, ErrorCode::TooLarge);
    }

    void proxy_statuses_data()
    {
        QTest::addColumn<int>("upstream");
        QTest::addColumn<int>("answered");
        for (const int status : {204, 302, 400, 422, 503})
            QTest::addRow("%d", status) << status << status;
        QTest::newRow("401") << 401 << 400;
    }
    void proxy_statuses()
    {
        QFETCH(int, upstream);
        QFETCH(int, answered);
        Fixture f;
        f.upstream.answer("/base/x", "", upstream, "Location: /elsewhere\r\n");
        const auto answer = f.call(Method::Get, "/api/datasources/proxy/uid/prom-1/x");
        QCOMPARE(answer->status, answered);
        QVERIFY(header(*answer, "location").empty());
    }

    void proxy_refuses()
    {
        Fixture f;
        QCOMPARE(f.call(Method::Get, "/api/datasources/proxy/uid/dead/x").error().code, ErrorCode::BadGateway);
        QCOMPARE(f.call(Method::Get, "/api/datasources/proxy/uid/gone/x").error().detail, u"Unable to find datasource"_s);
        QCOMPARE(f.call(Method::Get, "/api/datasources/proxy/987/x").error().detail, u"Unable to find datasource"_s);
        QCOMPARE(f.call(Method::Post, "/api/datasources/proxy/uid/prom-1/api/v1/admin/tsdb/snapshot").error().code, ErrorCode::Forbidden);
        QCOMPARE(f.call(Method::Get, "/api/datasources/proxy/uid/prom-1/api/..%2F../secret").error().code, ErrorCode::InvalidInput);
        QVERIFY(f.upstream.seen().empty());
    }

    void resources_reachTheSource()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/labels", "{}");
        QCOMPARE(f.call(Method::Get, "/api/datasources/uid/prom-1/resources/api/v1/labels?start=1")->status, 200);
        QCOMPARE(f.upstream.last().query, std::string("start=1"));
        QVERIFY(text(f.call(Method::Get, "/api/datasources/uid/test/resources/scenarios")).find("random_walk") != std::string::npos);
        QCOMPARE(f.call(Method::Get, "/api/datasources/uid/test/resources/other").error().code, ErrorCode::NotFound);
    }

    void query_speed()
    {
        Fixture f;
        const std::string body = jsonText("{'queries':[{'refId':'A','datasource':{'type':'testdata','uid':'test'},'scenarioId':'random_walk','intervalMs':15000,"
                                          "'maxDataPoints':500}],'from':'now-1h','to':'now'}");
        QBENCHMARK {
            QCOMPARE(f.call(Method::Post, "/api/ds/query", body)->status, 200);
        }
    }
};

QTEST_APPLESS_MAIN(tst_QueriesRoutes)
#include "tst_queriesroutes.moc"
