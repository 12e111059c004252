#include "features/queries/prometheus/prometheusbackend.h"
#include "support/fakeupstream.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;
using mdash::test::FakeUpstream;

namespace {

constexpr qint64 from = 1'700'000'000'000;

std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

const std::string oneSeries = json("{'status':'success','data':{'resultType':'matrix','result':[{'metric':{'job':'a'},'values':[[1700000000,'1']]}]}}");
const std::string oneSample = json("{'status':'success','data':{'resultType':'vector','result':[{'metric':{'job':'a'},'value':[1700000000,'1']}]}}");

DataQuery queryOf(const std::string &refId, const std::string &model)
{
    DataQuery query;
    query.refId = refId;
    query.model = json(model);
    query.range = {TimePoint(Millis(from)), TimePoint(Millis(from + 60'000))};
    query.maxDataPoints = 60;
    return query;
}

class Fixture
{
public:
    Fixture()
    {
        source.name = "prom";
        source.type = "prometheus";
        source.url = upstream.url() + "/base/";
        source.jsonData = json("{'httpMethod':'GET'}");
    }

    FakeUpstream upstream;
    Egress egress{EgressOptions{}};
    PrometheusBackend backend{egress, [](const std::function<void()> &job) { job(); }};
    DataSourceSettings source;

    QueryResults run(std::vector<DataQuery> queries) { return backend.query(source, std::move(queries)).result(); }
};

} // namespace

class tst_PrometheusBackend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void query_asksForTheRange()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/query_range", oneSeries);
        const auto results = f.run({queryOf("A", "{'expr':'rate(x[$__rate_interval])','range':true}")});
        QVERIFY(!results.at("A").error);
        QCOMPARE(results.at("A").frames.size(), std::size_t(1));
        QCOMPARE(f.upstream.last().query, std::string("query=rate%28x%5B1m%5D%29&start=1700000000&end=1700000060&step=1"));
    }

    void query_postsAForm()
    {
        Fixture f;
        f.source.jsonData = json("{'httpMethod':'POST','customQueryParameters':'max_source_resolution=5m&dedup=true'}");
        f.upstream.answer("/base/api/v1/query", oneSample);
        QVERIFY(!f.run({queryOf("A", "{'expr':'up','instant':true}")}).at("A").error);
        QCOMPARE(f.upstream.last().method, std::string("POST"));
        QCOMPARE(f.upstream.last().body, std::string("query=up&time=1700000060&max_source_resolution=5m&dedup=true"));
    }

    void query_sendsStoredCredentials()
    {
        Fixture f;
        f.source.basicAuth = true;
        f.source.basicAuthUser = "scraper";
        f.source.secureJsonData["basicAuthPassword"] = Secret("pw"_ba);
        f.source.jsonData = json("{'httpMethod':'GET','httpHeaderName1':'X-Tenant','httpHeaderName2':'X-Other'}");
        f.source.secureJsonData["httpHeaderValue1"] = Secret("team-a"_ba);
        f.upstream.answer("/base/api/v1/query_range", oneSeries);
        f.run({queryOf("A", "{'expr':'up'}")});
        const std::string head = f.upstream.last().head;
        QVERIFY(head.find("Authorization: Basic c2NyYXBlcjpwdw==\r\n") != std::string::npos);
        QVERIFY(head.find("X-Tenant: team-a\r\n") != std::string::npos);
    }

    void query_putsInstantBeforeRange()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/query_range", oneSeries);
        f.upstream.answer("/base/api/v1/query", oneSample);
        const auto results = f.run({queryOf("A", "{'expr':'up','instant':true,'range':true}")});
        QCOMPARE(results.at("A").frames[0].meta.resultType, std::string("vector"));
        QCOMPARE(results.at("A").frames[1].meta.resultType, std::string("matrix"));
    }

    void query_givesEveryQueryItsOwnError()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/query_range", oneSeries);
        f.upstream.answer("/base/api/v1/query", json("{'status':'error','errorType':'bad_data','error':'parse error'}"), 400);
        const auto results = f.run({queryOf("A", "{'expr':'up'}"), queryOf("B", "{'expr':'x(','instant':true}"), queryOf("C", "{}")});
        QVERIFY(!results.at("A").error);
        QCOMPARE(results.at("B").error->detail, u"bad_data: parse error"_s);
        QVERIFY(results.at("C").error->detail.contains(u"expr is empty"_s));
    }

    void query_failsForDeadSources()
    {
        Fixture f;
        f.source.url = "http://127.0.0.1:9";
        QCOMPARE(f.run({queryOf("A", "{'expr':'up'}")}).at("A").error->code, ErrorCode::BadGateway);
        f.source.url = "";
        QVERIFY(f.run({queryOf("A", "{'expr':'up'}")}).at("A").error->detail.contains(u"has no URL"_s));
    }

    void query_exemplarsMayFail()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/query_range", oneSeries);
        const auto results = f.run({queryOf("A", "{'expr':'up','exemplar':true}")});
        QVERIFY(!results.at("A").error);
        QCOMPARE(results.at("A").frames[0].meta.notices.size(), std::size_t(1));
    }

    void query_shapesTables()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/query", oneSample);
        auto a = queryOf("A", "{'expr':'up','instant':true,'format':'table'}");
        auto b = queryOf("B", "{'expr':'up','instant':true,'format':'table'}");
        auto results = f.run({a, b});
        QCOMPARE(results.at("B").frames[0].fields[2].name, std::string("Value #B"));
        results = f.run({a});
        QCOMPARE(results.at("A").frames[0].fields[2].name, std::string("Value"));
        a.appliesFormat = false;
        results = f.run({a});
        QCOMPARE(results.at("A").frames[0].fields.size(), std::size_t(2));
    }

    void checkHealth_asksForTwo()
    {
        Fixture f;
        f.upstream.answer("/base/api/v1/query", json("{'status':'success','data':{'resultType':'scalar','result':[1,'2']}}"));
        const auto health = f.backend.checkHealth(f.source).result();
        QVERIFY(health);
        QCOMPARE(*health, std::string("Successfully queried the Prometheus API."));
        QCOMPARE(f.upstream.last().query, std::string("query=1%2B1"));
        f.upstream.answer("/base/api/v1/query", "<html>");
        QVERIFY(!f.backend.checkHealth(f.source).result());
    }

    void variableValues_asksTheRightPath()
    {
        Fixture f;
        const TimeRange range{TimePoint(Millis(from)), TimePoint(Millis(from + 60'000))};
        f.upstream.answer("/base/api/v1/label/job/values", json("{'status':'success','data':['a','b']}"));
        const auto values = f.backend.variableValues(f.source, "label_values(up{x=\"y\"}, job)", range).result();
        QVERIFY(values);
        QCOMPARE(*values, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(f.upstream.last().query, std::string("match%5B%5D=up%7Bx%3D%22y%22%7D&start=1700000000&end=1700000060"));
        f.upstream.answer("/base/api/v1/query", oneSample);
        const auto samples = f.backend.variableValues(f.source, json("{'query':'query_result(up[$__range])'}"), range).result();
        QCOMPARE(*samples, std::vector<std::string>{"{job=\"a\"} 1 1700000000000"});
        QCOMPARE(f.upstream.last().query, std::string("query=up%5B60s%5D&time=1700000060"));
        QCOMPARE(f.backend.variableValues(f.source, "", range).result().error().code, ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(tst_PrometheusBackend)
#include "tst_prometheusbackend.moc"
