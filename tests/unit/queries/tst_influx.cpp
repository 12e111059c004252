#include "features/queries/influx/influxanswer.h"
#include "features/queries/influx/influxbackend.h"
#include "support/fakeupstream.h"
#include "support/jsontext.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;
using mdash::test::FakeUpstream;

namespace {

const std::string twoHosts = jsonText("{'results':[{'statement_id':0,'series':[{'name':'cpu.load','tags':{'host':'a'},'columns':['time','mean','state'],'values':[[1000,1.5,'up'],[2000,null,'down']]},"
                                      "{'name':'cpu.load','tags':{'host':'b'},'columns':['time','mean','state'],'values':[[1000,2,'up']]}]}]}");
const std::string csv = "#datatype,string,long,dateTime:RFC3339,double,string,string,string\r\n#group,false,false,false,false,true,true,true\r\n"
                        "#default,_result,,,,,,\r\n,result,table,_time,_value,_field,_measurement,host\r\n"
                        ",,0,2023-11-14T22:13:20Z,1.5,usage,cpu,\"a,b\"\r\n,,0,2023-11-14T22:13:21Z,,usage,cpu,\"a,b\"\r\n,,1,2023-11-14T22:13:20Z,3,usage,cpu,c\r\n\r\n";

DataQuery queryOf(const std::string &model)
{
    DataQuery query;
    query.model = jsonText(model);
    query.range = {TimePoint(Millis(1'700'000'000'000)), TimePoint(Millis(1'700'000'060'000))};
    query.interval = Millis(10'000);
    return query;
}

InfluxTarget targetOf(const std::string &alias, bool isTable = false)
{
    InfluxTarget target;
    target.refId = "A";
    target.alias = alias;
    target.isTable = isTable;
    return target;
}

struct Fixture
{
    Fixture()
    {
        source.url = upstream.url();
        source.jsonData = jsonText("{'dbName':'demo'}");
    }
    QueryResult ask(const std::string &model) { return backend.query(source, {queryOf(model)}).result().at("A"); }

    FakeUpstream upstream;
    Egress egress{EgressOptions{}};
    InfluxBackend backend{egress, [](const std::function<void()> &job) { job(); }};
    DataSourceSettings source;
};

} // namespace

class tst_Influx : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildInfluxQuery_ofParts_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << "{'measurement':'cpu','select':[[{'type':'field','params':['value']},{'type':'mean','params':[]}]],"
                                  "'groupBy':[{'type':'time','params':['$__interval']},{'type':'fill','params':['null']}]}"_ba
                               << "SELECT mean(\"value\") FROM \"cpu\" WHERE $timeFilter GROUP BY time($__interval) fill(null)"_ba;
        QTest::newRow("all parts") << "{'policy':'week','measurement':'/^disk/','select':[[{'type':'field','params':['rx']},{'type':'mean'},{'type':'derivative','params':['10s']},"
                                      "{'type':'math','params':[' / 8']},{'type':'alias','params':['bits']}],[{'type':'field','params':['*']},{'type':'percentile','params':[95]}]],"
                                      "'tags':[{'key':'host','operator':'=','value':'a\\'b'},{'condition':'OR','key':'dc::tag','operator':'=~','value':'/^eu/'},{'key':'n','operator':'>','value':'5'}],"
                                      "'groupBy':[{'type':'time','params':['auto']},{'type':'tag','params':['host']},{'type':'tag','params':['dc::tag']}],"
                                      "'orderByTime':'DESC','limit':'10','slimit':5,'tz':'Europe/Berlin'}"_ba.replace("a\\'b", "a b")
                                   << "SELECT derivative(mean(\"rx\"), 10s)  / 8 AS \"bits\", percentile(*, 95) FROM \"week\"./^disk/ WHERE (\"host\" = 'a b' OR \"dc\"::tag =~ /^eu/ AND \"n\" > 5)"
                                      " AND $timeFilter GROUP BY time($__interval), \"host\", \"dc\" ORDER BY time DESC LIMIT 10 SLIMIT 5 tz('Europe/Berlin')"_ba;
    }
    void buildInfluxQuery_ofParts()
    {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, text);
        const std::string json = jsonText(model.toStdString());
        const auto document = JsonDocument::parse(json);
        QVERIFY(document);
        QCOMPARE(QByteArray::fromStdString(buildInfluxQuery(document->root())), text);
    }

    void macros_areReplaced()
    {
        const TimeRange range{TimePoint(Millis(1'000)), TimePoint(Millis(61'000))};
        QCOMPARE(replaceInfluxMacros("a WHERE $timeFilter GROUP BY time($__interval), time($interval), $intervals, $__interval_ms", range, Millis(10'000)),
                 std::string("a WHERE time >= 1000ms and time <= 61000ms GROUP BY time(10s), time(10s), $intervals, 10000"));
        InfluxOptions options;
        options.defaultBucket = "demo";
        QCOMPARE(replaceFluxMacros("range(start: v.timeRangeStart, stop: v.timeRangeStop) every: v.windowPeriod bucket: v.defaultBucket v.windowPeriods", range, Millis(10'000), options),
                 std::string("range(start: 1970-01-01T00:00:01.000Z, stop: 1970-01-01T00:01:01.000Z) every: 10000ms bucket: \"demo\" v.windowPeriods"));
    }

    void parseInfluxAnswer_seriesByColumn()
    {
        const auto frames = parseInfluxAnswer(twoHosts, 200, targetOf(""));
        QVERIFY(frames);
        QCOMPARE(frames->size(), std::size_t(4));
        QCOMPARE(frames->at(0).name, std::string("cpu.load.mean {host: a}"));
        QCOMPARE(*frames->at(0).fields[1].labels, (Labels{{"host", "a"}}));
        QVERIFY(frames->at(0).fields[1].values.isNull(1));
        QCOMPARE(frames->at(1).fields[1].values.strings(), (std::vector<std::string>{"up", "down"}));
    }

    void parseInfluxAnswer_alias_data()
    {
        QTest::addColumn<QByteArray>("alias");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("tag") << "$tag_host: $col"_ba << "a: mean"_ba;
        QTest::newRow("brackets") << "[[tag_host]] [[m]]!"_ba << "a cpu.load!"_ba;
        QTest::newRow("segment") << "$1 of $0 ($7)"_ba << "load of cpu ()"_ba;
        QTest::newRow("unknown") << "$other $tag_none $ [[x"_ba << "$other  $ [[x"_ba;
    }
    void parseInfluxAnswer_alias()
    {
        QFETCH(QByteArray, alias);
        QFETCH(QByteArray, name);
        QCOMPARE(QByteArray::fromStdString(parseInfluxAnswer(twoHosts, 200, targetOf(alias.toStdString()))->at(0).name), name);
    }

    void parseInfluxAnswer_table()
    {
        const auto frames = parseInfluxAnswer(twoHosts, 200, targetOf("", true));
        QCOMPARE(frames->size(), std::size_t(1));
        std::vector<std::string> names;
        for (const Field &field : frames->at(0).fields)
            names.push_back(field.name);
        QCOMPARE(names, (std::vector<std::string>{"Time", "host", "mean", "state"}));
        QCOMPARE(frames->at(0).fields[1].values.strings(), (std::vector<std::string>{"a", "a", "b"}));
        QCOMPARE(frames->at(0).rows(), std::size_t(3));
    }

    void parseInfluxAnswer_errors()
    {
        QCOMPARE(parseInfluxAnswer(jsonText("{'results':[{'error':'no such thing'}]}"), 200, targetOf("")).error().detail, u"no such thing"_s);
        QCOMPARE(parseInfluxAnswer(jsonText("{'error':'parse'}"), 400, targetOf("")).error().code, ErrorCode::InvalidInput);
        for (const char *body : {"", "<html>", "{}", "[]"})
            QCOMPARE(parseInfluxAnswer(body, 200, targetOf("")).error().code, ErrorCode::BadGateway);
        QVERIFY(parseInfluxAnswer(jsonText("{'results':[{'series':[{'columns':['time','a'],'values':[[1],[],5,[1,2,3],[null,'x']]}]}]}"), 200, targetOf("")));
        QVERIFY(parseInfluxAnswer(jsonText("{'results':[{}]}"), 200, targetOf(""))->empty());
    }

    void parseFluxAnswer_aSeriesForEachTable()
    {
        const auto frames = parseFluxAnswer(csv, 200, targetOf(""));
        QVERIFY(frames);
        QCOMPARE(frames->size(), std::size_t(2));
        QCOMPARE(frames->at(0).name, std::string("cpu"));
        QCOMPARE(frames->at(0).fields[1].name, std::string("usage"));
        QCOMPARE(*frames->at(0).fields[1].labels, (Labels{{"host", "a,b"}}));
        QCOMPARE(frames->at(0).fields[0].values.times()[0], 1700000000000);
        QVERIFY(frames->at(0).fields[1].values.isNull(1));
        QCOMPARE(frames->at(1).fields[1].values.numbers(), std::vector<double>{3});
    }

    void parseFluxAnswer_otherTablesAndErrors()
    {
        const auto table = parseFluxAnswer("#datatype,string,long,string,boolean,long\n#group,false,false,true,false,false\n#default,_result,,,,\n,result,table,name,on,count\n,,0,x,true,5\n", 200, targetOf(""));
        QCOMPARE(table->at(0).fields.size(), std::size_t(3));
        QCOMPARE(table->at(0).fields[2].values.numbers(), std::vector<double>{5});
        QCOMPARE(parseFluxAnswer("#datatype,string,string\n#group,true,true\n#default,,\n,error,reference\n,it broke,897\n", 200, targetOf("")).error().detail, u"it broke"_s);
        QCOMPARE(parseFluxAnswer(jsonText("{'message':'undefined identifier v'}"), 400, targetOf("")).error().detail, u"undefined identifier v"_s);
        QCOMPARE(parseFluxAnswer("", 401, targetOf("")).error().code, ErrorCode::BadGateway);
        QVERIFY(parseFluxAnswer("", 200, targetOf(""))->empty());
        for (const char *odd : {",", "#", "\n\n\n", ",result,table\n,,0\n", "a\n1\n2,3\n", "\"unclosed"})
            QVERIFY2(parseFluxAnswer(odd, 200, targetOf("")), odd);
    }

    void query_asksInTheRightLanguage()
    {
        Fixture f;
        f.upstream.answer("/query", twoHosts);
        f.upstream.answer("/api/v2/query", csv);
        QVERIFY(!f.ask("{'query':'SELECT 1 WHERE $timeFilter','rawQuery':true}").error);
        QCOMPARE(f.upstream.last().query, std::string("db=demo&epoch=ms&q=SELECT%201%20WHERE%20time%20%3E%3D%201700000000000ms%20and%20time%20%3C%3D%201700000060000ms"));
        f.source.secureJsonData["token"] = Secret("t0k"_ba);
        QCOMPARE(f.ask("{'query':'from(bucket: \\'b\\') |> range(start: v.timeRangeStart)'}").frames.size(), std::size_t(2));
        QVERIFY(f.upstream.last().head.find("Authorization: Token t0k") != std::string::npos);
        QVERIFY(f.upstream.last().body.find("range(start: 2023-11-14T22:13:20.000Z)") != std::string::npos);
        QCOMPARE(f.ask("{}").error->code, ErrorCode::InvalidInput);
    }

    void variableValues_ofBothLanguages()
    {
        Fixture f;
        f.upstream.answer("/query", jsonText("{'results':[{'series':[{'name':'cpu','columns':['key','value'],'values':[['host','a'],['host','b'],['host','a']]}]}]}"));
        f.upstream.answer("/api/v2/query", "#datatype,string,long,string\n#group,false,false,false\n#default,_result,,\n,result,table,_value\n,,0,x\n,,0,y\n");
        const auto values = [&](const char *query) { return f.backend.variableValues(f.source, query, {}).result().value_or(std::vector<std::string>{"failed"}); };
        QCOMPARE(values("SHOW TAG VALUES WITH KEY = \"host\""), (std::vector<std::string>{"a", "b"}));
        QCOMPARE(values("from(bucket: \"b\") |> distinct()"), (std::vector<std::string>{"x", "y"}));
        f.upstream.answer("/query", jsonText("{'results':[{'series':[{'name':'measurements','columns':['name'],'values':[['cpu'],['mem']]}]}]}"));
        QCOMPARE(*f.backend.checkHealth(f.source).result(), std::string("datasource is working. 2 measurements found"));
    }
};

QTEST_APPLESS_MAIN(tst_Influx)
#include "tst_influx.moc"
