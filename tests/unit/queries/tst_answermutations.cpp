#include "api/framejson.h"
#include "base/utf8.h"
#include "features/queries/expressions/mathparser.h"
#include "features/queries/influx/influxanswer.h"
#include "features/queries/loki/lokianswer.h"
#include "features/queries/prometheus/promanswer.h"
#include "features/queries/prometheus/promvariable.h"
#include "features/queries/testdata/csvframe.h"
#include "features/selfmetrics/selfquery.h"
#include "support/mutations.h"

#include <QTest>

using namespace mdash;
using namespace mdash::test;

namespace {

const std::string promAnswer = R"({"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up","job":"a"},)"
                               R"("values":[[1700000000,"1"],[1700000015.5,"NaN"]],"histograms":[[1700000000,{"count":"5","sum":"3.1",)"
                               R"("buckets":[[0,"0.5","1","2"],[3,"1","2","3"]]}]]}]},"warnings":["w"]})";
const std::string lokiAnswer = R"({"status":"success","data":{"resultType":"streams","result":[{"stream":{"job":"a","level":"error"},)"
                               R"("values":[["1700000000000000001","line one"],["1700000000000000000","line \u0000 two",{"x":"y"}]]}],"stats":{}}})";
const std::string influxAnswer = R"({"results":[{"statement_id":0,"series":[{"name":"cpu","tags":{"host":"a"},"columns":["time","mean","max"],)"
                                 R"("values":[[1700000000000,1.5,2],[1700000010000,null,"x"]]}],"messages":[{"level":"warning","text":"t"}]}]})";
const std::string fluxAnswer = "#datatype,string,long,dateTime:RFC3339,double,string,string\n#group,false,false,false,false,true,true\n"
                               "#default,_result,,,,,\n,result,table,_time,_value,_field,_measurement\n"
                               ",,0,2023-11-14T22:13:20Z,1.5,usage,cpu\n,,0,2023-11-14T22:13:30Z,,usage,cpu\n\n";
const std::string csv = "time,name,value,flag\n2023-11-14T22:13:20Z,\"a, \"\"b\"\"\",1.5,true\n,null,-1e5,false\n";
const std::string frame = R"({"schema":{"refId":"A","name":"n","meta":{"type":"timeseries-multi"},"fields":[{"name":"t","type":"time",)"
                          R"("typeInfo":{"frame":"time.Time","nullable":true}},{"name":"v","type":"number","typeInfo":{"frame":"float64"},)"
                          R"("labels":{"a":"b"},"config":{"unit":"s","displayName":"d"}}]},"data":{"values":[[1,2,null],[1.5,null,3]],)"
                          R"("entities":[null,{"NaN":[1],"Inf":[0],"NegInf":[2]}],"nanos":[[1,2,3],null]}})";

/// @p text broken by structure while it is JSON, or by bytes.
std::string broken(const std::string &text, Mutations &mutations)
{
    const auto document = mutations.below(2) == 0 ? JsonDocument::parse(text) : Result<JsonDocument>(fail(ErrorCode::InvalidInput, {}));
    return document ? mutations.mutated(JsonTree(document->root())).json() : mutations.mutated(text);
}

/// What was read has columns of one length, and is written as JSON.
void checkFrames(const Frames &frames)
{
    for (const Frame &one : frames) {
        for (const Field &field : one.fields)
            QCOMPARE(field.values.size(), one.fields.front().values.size());
        std::string json;
        JsonWriter writer(json);
        writeFrame(writer, one);
        QVERIFY2(JsonDocument::parse(json), json.substr(0, 300).c_str());
    }
}

} // namespace

/// Broken answers of data sources, and broken queries: an error or a value, never more.
class tst_AnswerMutations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_surviveBreakage()
    {
        untilTimeIsOver("answers", [](quint32 seed) {
            Mutations mutations(seed);
            const int status = mutations.below(4) == 0 ? 400 : 200;
            (void)parsePromAnswer(broken(promAnswer, mutations), status);
            (void)readPromValues({PromVariable::Kind::LabelNames, {}, {}}, broken(promAnswer, mutations), status);
            if (const auto lines = parseLokiAnswer(broken(lokiAnswer, mutations), status); lines && lines->isLines)
                checkFrames({lokiLinesFrame(*lines, "A", {}, mutations.below(2) == 0)});
            InfluxTarget target;
            target.refId = "A";
            if (const auto frames = parseInfluxAnswer(broken(influxAnswer, mutations), status, target))
                checkFrames(*frames);
            if (const auto frames = parseFluxAnswer(broken(fluxAnswer, mutations), status, target))
                checkFrames(*frames);
        });
    }

    void frames_surviveBreakage()
    {
        untilTimeIsOver("frames", [](quint32 seed) {
            Mutations mutations(seed);
            if (const auto table = frameFromCsv(repairedUtf8(broken(csv, mutations)))) // it comes in JSON
                checkFrames({*table});
            const auto document = JsonDocument::parse(broken(frame, mutations));
            if (!document)
                return;
            if (const auto read = readFrame(document->root()))
                checkFrames({*read});
        });
    }

    void expressions_surviveBreakage()
    {
        untilTimeIsOver("expressions", [](quint32 seed) {
            Mutations mutations(seed);
            (void)parseMath(broken("abs($A) * ${B c} ** -2 > 1e3 && !log(nan()) || (inf() % 3)", mutations));
            (void)parseSelfQuery(broken("sum by (node, job) (rate(md_x_total{node=~\"a.*\",code!=\"2xx\"}[5m])) / 2 > 1.5e-3", mutations));
            (void)parsePromVariable(broken("label_values(up{job=\"$job\"}, instance)", mutations));
        });
    }

    void expressions_refuseDeepNesting()
    {
        std::string brackets(2'000, '('), signs(4'000, '-');
        brackets.append("1").append(2'000, ')');
        signs.append("1");
        for (const std::string &text : {brackets, signs}) {
            QVERIFY(!parseMath(text));
            QVERIFY(!parseSelfQuery(text));
        }
    }
};

QTEST_APPLESS_MAIN(tst_AnswerMutations)
#include "tst_answermutations.moc"
