#include "features/queries/prometheus/promframes.h"
#include "features/queries/prometheus/promvariable.h"

#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;
using namespace std::chrono_literals;

namespace {

std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

DataQuery queryOf(const std::string &model, Millis length = 1h)
{
    DataQuery query;
    query.model = json(model);
    query.range = {TimePoint(Millis(1'700'000'007'000)), TimePoint(Millis(1'700'000'007'000) + length)};
    query.interval = Millis(0);
    return query;
}

PromSeries series(Labels metric, std::vector<std::int64_t> times, std::vector<double> values)
{
    return {std::move(metric), std::move(times), std::move(values)};
}

PromAnswer matrix(std::vector<PromSeries> list)
{
    PromAnswer answer;
    answer.resultType = "matrix";
    answer.series = std::move(list);
    return answer;
}

PromTarget named(const std::string &legend)
{
    PromTarget target;
    target.refId = "A";
    target.expr = "up + 1";
    target.legendFormat = legend;
    target.step = 15s;
    return target;
}

} // namespace

class tst_Prometheus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readPromTarget_defaultsToARange()
    {
        const auto target = readPromTarget(queryOf("{'expr':'up'}"), {});
        QVERIFY(target);
        QVERIFY(target->range && !target->instant);
        QCOMPARE(target->step, Millis(30s)); // an hour by 100 points
        QCOMPARE(promSeconds(target->start.time_since_epoch().count()), std::string("1699999980")); // aligned to the step
        QCOMPARE(promSeconds(target->end.time_since_epoch().count()), std::string("1700003580"));
        QCOMPARE(target->executed, std::string("Expr: up\nStep: 30s"));
    }

    void readPromTarget_instantIsNotAligned()
    {
        const auto target = readPromTarget(queryOf("{'expr':'up','instant':true}"), {});
        QVERIFY(target->instant && !target->range);
        QCOMPARE(promSeconds(target->instantTime.time_since_epoch().count()), std::string("1700003607"));
        const auto both = readPromTarget(queryOf("{'expr':'up','instant':true,'range':true,'exemplar':true}"), {});
        QVERIFY(both->instant && both->range && both->exemplars);
    }

    void readPromTarget_alignsToTheZonesDay()
    {
        auto query = queryOf("{'expr':'up','interval':'1d','utcOffsetSec':3600}", 24h * 10);
        const auto target = readPromTarget(query, {});
        QCOMPARE(target->step, Millis(24h));
        QCOMPARE((target->start.time_since_epoch().count() + 3'600'000) % 86'400'000, 0);
    }

    void readPromTarget_step_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("factor") << "{'expr':'x','intervalFactor':2}"_ba << qint64(60);
        QTest::newRow("min step") << "{'expr':'x','interval':'5m'}"_ba << qint64(300);
        QTest::newRow("rate interval") << "{'expr':'x','interval':'$__rate_interval','intervalFactor':3}"_ba << qint64(60);
        QTest::newRow("other variable") << "{'expr':'x','interval':'$__interval'}"_ba << qint64(30);
        QTest::newRow("hostile factor") << "{'expr':'x','intervalFactor':-5}"_ba << qint64(30);
    }
    void readPromTarget_step()
    {
        QFETCH(QByteArray, model);
        QFETCH(qint64, seconds);
        const auto target = readPromTarget(queryOf(model.toStdString()), {});
        QVERIFY(target);
        QCOMPARE(qint64(target->step.count()), seconds * 1000);
    }

    void readPromTarget_needsAnExpression()
    {
        for (const char *model : {"{}", "{'expr':''}", "{'expr':'  '}", "{'expr':5}"}) {
            const auto target = readPromTarget(queryOf(model), {});
            QVERIFY(!target);
            QCOMPARE(target.error().code, ErrorCode::InvalidInput);
        }
        QVERIFY(!readPromTarget(queryOf("not json"), {}));
    }

    void replacePromMacros_knowsAllForms()
    {
        const TimeRange range{TimePoint(Millis(0)), TimePoint(Millis(3'600'000))};
        const auto replaced = [&](const char *expr) { return replacePromMacros(expr, range, 90s, 5min); };
        QCOMPARE(replaced("rate(x[$__interval])"), std::string("rate(x[1m])"));
        QCOMPARE(replaced("x > ${__interval_ms}"), std::string("x > 90000"));
        QCOMPARE(replaced("$__range_s $__range_ms $__range"), std::string("3600 3600000 3600s"));
        QCOMPARE(replaced("rate(x[${__rate_interval}])"), std::string("rate(x[5m])"));
        QCOMPARE(replaced("$__intervals ${__interval:x} $other $"), std::string("$__intervals ${__interval:x} $other $"));
    }

    void parsePromAnswer_matrix()
    {
        const auto answer = parsePromAnswer(json("{'status':'success','data':{'resultType':'matrix','result':[{'metric':{'__name__':'up','job':'a'},"
                                                 "'values':[[1641889530.5,'1'],[1641889531,'NaN'],[1641889532,'+Inf'],[1641889533,'-Inf'],[1641889534,'2.5e-7']]}]},"
                                                 "'warnings':['partial answer'],'infos':['slow']}"),
                                            200);
        QVERIFY(answer);
        QCOMPARE(answer->series.size(), std::size_t(1));
        QCOMPARE(answer->series[0].metric, (Labels{{"__name__", "up"}, {"job", "a"}}));
        QCOMPARE(answer->series[0].times, (std::vector<std::int64_t>{1641889530500, 1641889531000, 1641889532000, 1641889533000, 1641889534000}));
        QCOMPARE(answer->series[0].values[4], 2.5e-7);
        QVERIFY(std::isnan(answer->series[0].values[1]));
        QVERIFY(std::isinf(answer->series[0].values[2]) && answer->series[0].values[3] < 0);
        QCOMPARE(answer->notices, (std::vector<Notice>{{"warning", "partial answer"}, {"info", "slow"}}));
    }

    void parsePromAnswer_otherTypes()
    {
        const auto vector = parsePromAnswer(json("{'data':{'result':[{'metric':{},'value':[1,'3']}],'resultType':'vector'},'status':'success'}"), 200);
        QVERIFY(vector);
        QCOMPARE(vector->series[0].values, std::vector<double>{3});
        const auto scalar = parsePromAnswer(json("{'status':'success','data':{'resultType':'scalar','result':[1.5,'2']}}"), 200);
        QCOMPARE(scalar->series[0].times, std::vector<std::int64_t>{1500});
        const auto text = parsePromAnswer(json("{'status':'success','data':{'resultType':'string','result':[1,'hello']}}"), 200);
        QCOMPARE(text->text, std::string("hello"));
        const auto histogram = parsePromAnswer(json("{'status':'success','data':{'resultType':'matrix','result':[{'metric':{'a':'b'},"
                                                    "'histograms':[[1,{'count':'3','sum':'4','buckets':[[0,'1','2','3'],[0,'2','4','5']]}]]}]}}"),
                                               200);
        QVERIFY(histogram);
        QCOMPARE(histogram->histograms[0].buckets.size(), std::size_t(2));
        QCOMPARE(histogram->histograms[0].buckets[1].high, 4.0);
        const auto exemplars = parsePromAnswer(json("{'status':'success','data':[{'seriesLabels':{'job':'x'},'exemplars':[{'labels':{'trace':'t'},"
                                                    "'value':'0.2','timestamp':5}]}]}"),
                                               200);
        QCOMPARE(exemplars->exemplars[0].labels, (Labels{{"job", "x"}, {"trace", "t"}}));
    }

    void parsePromAnswer_errors_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *body, int status, ErrorCode code, const char *text) {
            QTest::newRow(name) << QByteArray(body) << status << static_cast<int>(code) << QString::fromLatin1(text);
        };
        row("parse error", "{'status':'error','errorType':'bad_data','error':'parse error near x'}", 400, ErrorCode::InvalidInput, "bad_data: parse error near x");
        row("timeout", "{'status':'error','errorType':'timeout','error':'too long'}", 503, ErrorCode::Timeout, "timeout: too long");
        row("internal", "{'status':'error','errorType':'internal','error':'oops'}", 500, ErrorCode::BadGateway, "internal: oops");
        row("sign-in", "unauthorised", 401, ErrorCode::BadGateway, "refused our credentials (HTTP status 401)");
        row("page", "<html>", 200, ErrorCode::BadGateway, "not that of a Prometheus API");
        row("not found", "404 page not found", 404, ErrorCode::BadGateway, "HTTP status 404");
        row("empty", "", 200, ErrorCode::BadGateway, "not that of a Prometheus API");
        row("broken off", "{'status':'success','data':{'resultType':'matrix','result':[{'metric':{'a':'b'},'values':[[1,'2'],[3", 200, ErrorCode::BadGateway, "not that of");
        row("wrong types", "{'status':'success','data':{'resultType':'matrix','result':[{'metric':{'a':5}}]}}", 200, ErrorCode::BadGateway, "not that of");
        row("short pair", "{'status':'success','data':{'resultType':'matrix','result':[{'metric':{},'values':[[1]]}]}}", 200, ErrorCode::BadGateway, "not that of");
        row("deep", "[[[[[[[[[[[[", 200, ErrorCode::BadGateway, "not that of");
    }
    void parsePromAnswer_errors()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(int, code);
        QFETCH(QString, text);
        const auto answer = parsePromAnswer(json(body.toStdString()), status);
        QVERIFY(!answer);
        QCOMPARE(static_cast<int>(answer.error().code), code);
        QVERIFY2(answer.error().detail.contains(text), qPrintable(answer.error().detail));
    }

    void promSeriesName_followsTheLegend()
    {
        const Labels metric{{"__name__", "up"}, {"job", "a\"b"}, {"zone", "eu"}};
        QCOMPARE(promSeriesName(metric, named("")), std::string("up{job=\"a\\\"b\", zone=\"eu\"}"));
        QCOMPARE(promSeriesName({{"__name__", "up"}}, named("")), std::string("up"));
        QCOMPARE(promSeriesName({}, named("")), std::string("up + 1"));
        QCOMPARE(promSeriesName(metric, named("__auto")), std::string());
        QCOMPARE(promSeriesName({}, named("__auto")), std::string("up + 1"));
        QCOMPARE(promSeriesName(metric, named("{{zone}} of {{ job }}{{none}}!")), std::string("eu of a\"b!"));
        QCOMPARE(promSeriesName(metric, named("{{zone")), std::string("{{zone"));
        QCOMPARE(promSeriesName(metric, named("fixed")), std::string("fixed"));
    }

    void promFrames_matrix()
    {
        auto answer = matrix({series({{"job", "a"}}, {1000, 2000}, {1, 2})});
        answer.notices = {{"warning", "partial"}};
        const Frames frames = promFrames(answer, named("{{job}}"));
        QCOMPARE(frames.size(), std::size_t(1));
        QCOMPARE(frames[0].name, std::string("a"));
        QCOMPARE(frames[0].meta.resultType, std::string("matrix"));
        QCOMPARE(frames[0].meta.type, std::string("timeseries-multi"));
        QCOMPARE(frames[0].meta.notices.size(), std::size_t(1));
        QCOMPARE(*frames[0].fields[0].config.intervalMs, 15000.0);
        QCOMPARE(frames[0].fields[1].config.displayNameFromDS, std::string("a"));
        QCOMPARE(*frames[0].fields[1].labels, (Labels{{"job", "a"}}));
    }

    void promFrames_exemplars()
    {
        PromAnswer answer;
        answer.resultType = "exemplar";
        answer.exemplars = {{{{"trace", "t1"}}, 1000, 1.0}, {{{"trace", "t2"}}, 1500, 1.01}, {{{"job", "a"}}, 20000, 9.0}};
        const Frames frames = promFrames(answer, named(""));
        QCOMPARE(frames.size(), std::size_t(1));
        QCOMPARE(frames[0].name, std::string("exemplar"));
        QCOMPARE(frames[0].rows(), std::size_t(2)); // the two of one step are too close to show both
        QCOMPARE(frames[0].fields[2].name, std::string("job"));
        QCOMPARE(frames[0].fields[3].name, std::string("trace"));
    }

    void promTable_hasAColumnPerLabel()
    {
        const Frames frames = promFrames(matrix({series({{"job", "a"}, {"le", "0.5"}}, {1000}, {1}), series({{"zone", "eu"}}, {2000}, {2})}), named(""));
        const Frames table = promTable(frames, "Value #A");
        QCOMPARE(table.size(), std::size_t(1));
        std::vector<std::string> names;
        for (const Field &field : table[0].fields)
            names.push_back(field.name);
        QCOMPARE(names, (std::vector<std::string>{"Time", "job", "le", "zone", "Value #A"}));
        QCOMPARE(table[0].fields[1].values.strings(), (std::vector<std::string>{"a", ""}));
        QCOMPARE(table[0].fields[2].values.numbers()[0], 0.5);
        QCOMPARE(table[0].fields[4].values.numbers(), (std::vector<double>{1, 2}));
        QVERIFY(promTable({}, "Value").empty());
    }

    void promHeatmap_sortsAndSeparatesBuckets()
    {
        const Frames frames = promFrames(matrix({series({{"le", "+Inf"}}, {1000, 2000, 3000}, {10, 30, 35}), series({{"le", "10"}}, {1000, 2000, 3000}, {10, 10, 0}),
                                                 series({{"le", "20"}}, {1000, 3000}, {10, 30})}),
                                         named("{{le}}"));
        const Frames heatmap = promHeatmap(frames);
        QCOMPARE(heatmap.size(), std::size_t(1));
        QCOMPARE(heatmap[0].meta.type, std::string("heatmap-rows"));
        QCOMPARE(heatmap[0].fields[1].name, std::string("10"));
        QCOMPARE(heatmap[0].fields[3].name, std::string("+Inf"));
        QCOMPARE(heatmap[0].fields[2].values.numbers(), (std::vector<double>{0, -10, 30}));
        QCOMPARE(heatmap[0].fields[3].values.numbers(), (std::vector<double>{0, 30, 5}));
        const Frames other = promFrames(matrix({series({{"job", "a"}}, {1000}, {1})}), named(""));
        QVERIFY(promHeatmap(other) == other);
    }

    void parsePromVariable_knowsTheForms()
    {
        using Kind = PromVariable::Kind;
        const auto check = [](const char *text, Kind kind, const char *label, const char *selector) {
            const auto variable = parsePromVariable(text);
            QVERIFY2(variable, text);
            QCOMPARE(static_cast<int>(variable->kind), static_cast<int>(kind));
            QCOMPARE(variable->label, std::string(label));
            QCOMPARE(variable->selector, std::string(selector));
        };
        check("label_values(job)", Kind::LabelValues, "job", "");
        check("label_values(up, job)", Kind::LabelValues, "job", "up");
        check(" label_values( up{a=\"b,c\",d=~\"e|f\"} ,  job ) ", Kind::LabelValues, "job", "up{a=\"b,c\",d=~\"e|f\"}");
        check("label_values({a=\"b\"}, job)", Kind::LabelValues, "job", "{a=\"b\"}");
        check("label_names()", Kind::LabelNames, "", "");
        check("metrics(node_.*)", Kind::Metrics, "__name__", "node_.*");
        check("query_result(sum(up) by (job))", Kind::QueryResult, "", "sum(up) by (job)");
        check("up{job=\"a\"}", Kind::Series, "", "up{job=\"a\"}");
        QVERIFY(!parsePromVariable("  "));
        QVERIFY(!parsePromVariable("label_values()"));
        QVERIFY(!parsePromVariable("label_values(up{a=\"b,c\"})"));
    }

    void variableQueryText_ofStringsAndObjects()
    {
        QCOMPARE(variableQueryText("label_values(up, job)"), std::string("label_values(up, job)"));
        QCOMPARE(variableQueryText(json("'metrics(x)'")), std::string("metrics(x)"));
        QCOMPARE(variableQueryText(json("{'query':'label_names()','refId':'A'}")), std::string("label_names()"));
        QCOMPARE(variableQueryText("{job=\"a\"}"), std::string("{job=\"a\"}"));
    }

    void readPromValues_eachOnce()
    {
        const auto read = [](const char *query, const char *body) {
            return readPromValues(*parsePromVariable(query), json(body), 200).value_or(std::vector<std::string>{"failed"});
        };
        QCOMPARE(read("label_values(job)", "{'status':'success','data':['b','a','b']}"), (std::vector<std::string>{"b", "a"}));
        QCOMPARE(read("metrics(^node_)", "{'status':'success','data':['node_x','up','node_y']}"), (std::vector<std::string>{"node_x", "node_y"}));
        QCOMPARE(read("up", "{'status':'success','data':[{'__name__':'up','job':'a'}]}"), std::vector<std::string>{"up{job=\"a\"}"});
        QCOMPARE(read("query_result(up)", "{'status':'success','data':{'resultType':'vector','result':[{'metric':{'__name__':'up','job':'a'},'value':[1.5,'2']}]}}"),
                 std::vector<std::string>{"up{job=\"a\"} 2 1500"});
        QCOMPARE(read("query_result(1)", "{'status':'success','data':{'resultType':'scalar','result':[1.5,'2']}}"), std::vector<std::string>{"2"});
        const auto refused = readPromValues(*parsePromVariable("label_values(x)"), json("{'status':'error','errorType':'bad_data','error':'no'}"), 400);
        QCOMPARE(refused.error().detail, u"bad_data: no"_s);
        QVERIFY(!readPromValues(*parsePromVariable("metrics([)"), json("{'status':'success','data':[]}"), 200));
    }

    void parsePromAnswer_speed()
    {
        std::string body = json("{'status':'success','data':{'resultType':'matrix','result':[");
        for (int s = 0; s < 10; ++s) {
            body += (s ? "," : "") + json("{'metric':{'__name__':'node_cpu_seconds_total','cpu':'") + std::to_string(s) + json("','mode':'idle'},'values':[");
            for (int i = 0; i < 1000; ++i)
                body += (i ? "," : "") + std::string("[") + std::to_string(1'700'000'000 + 15 * i) + json(",'") + std::to_string(0.9731 + i * 0.000317 * s) + json("']");
            body += "]}";
        }
        body += "]}}";
        QBENCHMARK {
            const auto answer = parsePromAnswer(body, 200);
            QCOMPARE(answer->series.size(), std::size_t(10));
            QCOMPARE(answer->series[9].values.size(), std::size_t(1000));
        }
    }
};

QTEST_APPLESS_MAIN(tst_Prometheus)
#include "tst_prometheus.moc"
