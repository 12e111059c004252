#include "features/queries/loki/lokianswer.h"
#include "features/queries/loki/lokibackend.h"
#include "support/fakeupstream.h"
#include "support/jsontext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;
using mdash::test::FakeUpstream;

namespace {

const std::string lines = jsonText("{'status':'success','data':{'resultType':'streams','result':[{'stream':{'job':'a'},'values':[['1700000002000000000','second'],"
                                   "['1700000001500000000','first']]},{'stream':{'job':'b'},'values':[['1700000003000000000','third']]}]}}");
const std::string numbers = jsonText("{'status':'success','data':{'resultType':'matrix','result':[{'metric':{'job':'a'},'values':[[1700000000,'1']]}]}}");

DataQuery queryOf(const std::string &model)
{
    DataQuery query;
    query.model = jsonText(model);
    query.range = {TimePoint(Millis(1'700'000'000'000)), TimePoint(Millis(1'700'000'060'000))};
    query.interval = Millis(15'000);
    return query;
}

struct Fixture
{
    Fixture() { source.url = upstream.url(); }
    QueryResult ask(const std::string &model) { return backend.query(source, {queryOf(model)}).result().at("A"); }

    FakeUpstream upstream;
    Egress egress{EgressOptions{}};
    LokiBackend backend{egress, [](const std::function<void()> &job) { job(); }};
    DataSourceSettings source;
};

} // namespace

class tst_Loki : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void query_linesAreOneFrameLatestFirst()
    {
        Fixture f;
        f.upstream.answer("/loki/api/v1/query_range", lines);
        const auto result = f.ask("{'expr':'{job=~\\'.+\\'}','maxLines':50}");
        QVERIFY(!result.error);
        const Frame &frame = result.frames.at(0);
        QCOMPARE(frame.fields[2].values.strings(), (std::vector<std::string>{"third", "second", "first"}));
        QCOMPARE(frame.fields[1].values.times()[2], 1700000001500);
        QCOMPARE(frame.fields[0].values.strings()[0], jsonText("{'job':'b'}"));
        QCOMPARE(frame.fields[3].values.strings()[0], std::string("1700000003000000000"));
        QVERIFY(f.upstream.last().query.find("direction=backward&limit=50&start=1700000000000000000&end=1700000060000000000&step=15") != std::string::npos);
    }

    void query_forwardGoesTheOtherWay()
    {
        Fixture f;
        f.upstream.answer("/loki/api/v1/query_range", lines);
        QCOMPARE(f.ask("{'expr':'{}','direction':'forward'}").frames.at(0).fields[2].values.strings().front(), std::string("first"));
    }

    void query_numbersAreSeries()
    {
        Fixture f;
        f.upstream.answer("/loki/api/v1/query_range", numbers);
        const auto result = f.ask("{'expr':'sum by (job) (rate({job=\\'a\\'}[$__interval]))','legendFormat':'{{job}}'}");
        QCOMPARE(result.frames.at(0).name, std::string("a"));
        QVERIFY(f.upstream.last().query.find("%5B15s%5D") != std::string::npos);
        f.upstream.answer("/loki/api/v1/query", numbers);
        QVERIFY(!f.ask("{'expr':'x','queryType':'instant'}").error);
        QVERIFY(f.upstream.last().query.find("time=1700000060000000000") != std::string::npos);
    }

    void query_errorsAreLokisWords()
    {
        Fixture f;
        f.upstream.answer("/loki/api/v1/query_range", "parse error at line 1, col 2: syntax error\n", 400);
        QCOMPARE(f.ask("{'expr':'{'}").error->detail, u"parse error at line 1, col 2: syntax error"_s);
        f.upstream.answer("/loki/api/v1/query_range", "<html>", 200);
        QCOMPARE(f.ask("{'expr':'{}'}").error->code, ErrorCode::BadGateway);
        QCOMPARE(f.ask("{}").error->code, ErrorCode::InvalidInput);
    }

    void variableValues_knowsTheForms()
    {
        Fixture f;
        f.upstream.answer("/loki/api/v1/labels", jsonText("{'status':'success','data':['job']}"));
        f.upstream.answer("/loki/api/v1/label/job/values", jsonText("{'status':'success','data':['a','b']}"));
        const auto values = [&](const std::string &query) { return f.backend.variableValues(f.source, jsonText(query), {}).result().value_or(std::vector<std::string>{"failed"}); };
        QCOMPARE(values("label_names()"), std::vector<std::string>{"job"});
        QCOMPARE(values("label_values({x='y'}, job)"), (std::vector<std::string>{"a", "b"}));
        QVERIFY(f.upstream.last().query.find("query=%7Bx%3D%22y%22%7D") != std::string::npos);
        QCOMPARE(values("{'type':1,'label':'job','stream':''}"), (std::vector<std::string>{"a", "b"}));
        QCOMPARE(values("query_result(x)"), std::vector<std::string>{"failed"});
        QCOMPARE(*f.backend.checkHealth(f.source).result(), std::string("Data source successfully connected."));
    }
};

QTEST_APPLESS_MAIN(tst_Loki)
#include "tst_loki.moc"
