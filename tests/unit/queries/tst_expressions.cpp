#include "features/queries/expressions/expressionengine.h"

#include <QTest>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

DataQuery expression(const std::string &refId, const std::string &model)
{
    DataQuery query;
    query.refId = refId;
    query.datasourceUid = "__expr__";
    query.model = json(model);
    query.range = {TimePoint(Millis(0)), TimePoint(Millis(60'000))};
    return query;
}

Frame seriesOf(std::vector<double> values, std::optional<Labels> labels = {})
{
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < values.size(); ++i)
        times.push_back(static_cast<std::int64_t>(i) * 10'000);
    Frame frame;
    frame.fields = {{.name = "time", .labels = {}, .values = Column::times(times), .config = {}},
                    {.name = "value", .labels = std::move(labels), .values = Column::numbers(std::move(values)), .config = {}}};
    return frame;
}

QueryResults data(Frames frames)
{
    QueryResults results;
    results["A"].frames = std::move(frames);
    return results;
}

std::vector<double> numbers(const QueryResult &result)
{
    return result.frames.at(0).fields.back().values.numbers();
}

const char *classicAbove2 = "{'type':'classic_conditions','conditions':[{'type':'query','query':{'params':['A']},'reducer':{'type':'avg'},"
                            "'evaluator':{'type':'gt','params':[2]},'operator':{'type':'and'}}]}";

} // namespace

class tst_Expressions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chain_runsInTheOrderOfNeed()
    {
        const auto results = evaluateExpressions({expression("C", "{'type':'math','expression':'$A / ${B}'}"),
                                                  expression("B", "{'type':'reduce','expression':'$A','reducer':'max'}"),
                                                  expression("D", "{'type':'threshold','expression':'C','conditions':[{'evaluator':{'type':'gt','params':[0.5]}}]}")},
                                                 data({seriesOf({1, 2, 4}, Labels{{"job", "api"}})}), {});
        QCOMPARE(numbers(results.at("C")), (std::vector<double>{0.25, 0.5, 1}));
        QCOMPARE(results.at("C").frames[0].fields[1].name, std::string("C"));
        QCOMPARE(*results.at("B").frames[0].fields[0].labels, (Labels{{"job", "api"}}));
        QCOMPARE(numbers(results.at("D")), (std::vector<double>{0, 0, 1}));
        QCOMPARE(results.at("A").frames.size(), std::size_t(1));
    }

    void hidden_areLeftOut()
    {
        const auto results = evaluateExpressions({expression("B", "{'type':'reduce','expression':'A','reducer':'sum'}")}, data({seriesOf({1, 2})}), {"A"});
        QCOMPARE(results.size(), std::size_t(1));
        QCOMPARE(numbers(results.at("B")), std::vector<double>{3});
    }

    void resample_usesTheQuerysRange()
    {
        const auto results = evaluateExpressions({expression("B", "{'type':'resample','expression':'A','window':'30s','downsampler':'sum','upsampler':'fillna'}")},
                                                 data({seriesOf({1, 2, 3, 4, 5, 6, 7})}), {});
        QCOMPARE(numbers(results.at("B")), (std::vector<double>{1, 9, 18}));
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *model, const char *part) { QTest::newRow(part) << QByteArray(model) << QString::fromLatin1(part); };
        row("{'type':'math','expression':'$B + 1'}", "expression 'B' cannot reference itself");
        row("{'type':'math','expression':'$Missing + 1'}", "unable to find dependent node 'Missing'");
        row("{'type':'math','expression':'1 +'}", "failed to parse expression 'B'");
        row("{'type':'no-such-kind','expression':'A'}", "'no-such-kind' is not a recognized expression type");
        row("{'type':'reduce','expression':'A','reducer':'nope'}", "reduction nope not implemented");
        row("{'type':'reduce','reducer':'sum'}", "no variable specified");
        row("{'type':'reduce','expression':'A','reducer':'sum','settings':{'mode':'replaceNN'}}", "replaceWithValue");
        row("{'type':'resample','expression':'A','window':'x'}", "failed to parse duration 'x'");
        row("{'type':'resample','expression':'A','window':'1s','downsampler':'sum','upsampler':'no'}", "upsampling no not implemented");
        row("{'type':'threshold','expression':'A','conditions':[]}", "exactly one condition");
        row("{'type':'threshold','expression':'A','conditions':[{'evaluator':{'type':'within_range','params':[1]}}]}", "needs 2 numbers");
        row("{'type':'classic_conditions'}", "expected at least one");
        row("{}", "no expression command type in query for refId B");
    }
    void errors()
    {
        QFETCH(QByteArray, model);
        QFETCH(QString, part);
        const auto results = evaluateExpressions({expression("B", model.toStdString())}, data({seriesOf({1, 2})}), {});
        QVERIFY(results.at("B").error);
        QVERIFY2(results.at("B").error->detail.contains(part), qPrintable(results.at("B").error->detail));
        QVERIFY(!results.at("A").error);
    }

    void circles_areErrorsOnAllOfThem()
    {
        const auto results = evaluateExpressions({expression("B", "{'type':'math','expression':'$C'}"), expression("C", "{'type':'math','expression':'$D'}"),
                                                  expression("D", "{'type':'math','expression':'$B'}"), expression("E", "{'type':'math','expression':'$A + 1'}")},
                                                 data({seriesOf({1})}), {});
        for (const char *refId : {"B", "C", "D"})
            QVERIFY(results.at(refId).error);
        QVERIFY(!results.at("E").error);
    }

    void failedQueries_failWhatNeedsThem()
    {
        QueryResults failed;
        failed["A"].error = Error{ErrorCode::BadGateway, u"down"_s, {}, {}};
        const auto results = evaluateExpressions({expression("B", "{'type':'math','expression':'$A'}"), expression("C", "{'type':'math','expression':'$B'}")}, failed, {});
        QCOMPARE(results.at("A").error->detail, u"down"_s);
        QCOMPARE(results.at("B").error->detail, u"[sse.dependencyError] did not execute expression [B] due to a failure of the dependent expression or query [A]"_s);
        QVERIFY(results.at("C").error->detail.contains(u"query [B]"_s));
    }

    void classic_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("expected");
        QTest::newRow("above") << 3.0 << 1.0;
        QTest::newRow("below") << 1.0 << 0.0;
    }
    void classic()
    {
        QFETCH(double, value);
        QFETCH(double, expected);
        const auto results = evaluateExpressions({expression("B", classicAbove2)}, data({seriesOf({value}, Labels{{"job", "a"}})}), {});
        QCOMPARE(numbers(results.at("B")), std::vector<double>{expected});
        QCOMPARE(results.at("B").frames[0].meta.customJson, expected == 1 ? json("[{'value':'3','metric':'job=a','labels':{'job':'a'}}]") : std::string("[]"));
    }

    void classic_withoutDataHasNoValue()
    {
        const auto results = evaluateExpressions({expression("B", classicAbove2)}, data({}), {});
        QVERIFY(results.at("B").frames.at(0).fields[0].values.isNull(0));
        QVERIFY(results.at("B").frames.at(0).meta.customJson.find("NoData") != std::string::npos);
    }

    void classic_joinsFromLeftToRight()
    {
        const auto condition = [](const char *evaluator, const char *joiner) {
            return std::string("{'query':{'params':['A']},'reducer':{'type':'last'},'evaluator':") + evaluator + ",'operator':{'type':'" + joiner + "'}}";
        };
        const std::string yes = "{'type':'gt','params':[0]}", no = "{'type':'gt','params':[100]}";
        const auto value = [&](const std::string &conditions) {
            const auto results = evaluateExpressions({expression("B", "{'type':'classic_conditions','conditions':[" + conditions + "]}")}, data({seriesOf({5})}), {});
            return numbers(results.at("B")).at(0);
        };
        QCOMPARE(value(condition(no.c_str(), "and") + "," + condition(yes.c_str(), "or")), 1.0);
        QCOMPARE(value(condition(yes.c_str(), "or") + "," + condition(no.c_str(), "and")), 0.0);
        QCOMPARE(value(condition(yes.c_str(), "and") + "," + condition(yes.c_str(), "or") + "," + condition(no.c_str(), "and")), 0.0);
        QCOMPARE(value(condition("{'type':'no_value','params':[]}", "and")), 0.0);
    }

    void valuesOf_shapes()
    {
        Frame table;
        table.fields = {{.name = "job", .labels = {}, .values = Column::strings({"a", "b"}), .config = {}},
                        {.name = "n", .labels = {}, .values = Column::numbers({1, 2}), .config = {}}};
        const auto rows = evaluateExpressions({expression("B", "{'type':'math','expression':'$A + 1'}")}, data({table}), {});
        QCOMPARE(rows.at("B").frames.size(), std::size_t(2));
        QCOMPARE(*rows.at("B").frames[1].fields[0].labels, (Labels{{"job", "b"}}));

        Frame sample = seriesOf({7}, Labels{{"x", "y"}});
        sample.meta.resultType = "vector";
        const auto number = evaluateExpressions({expression("B", "{'type':'math','expression':'$A + 1'}")}, data({sample}), {});
        QCOMPARE(number.at("B").frames[0].fields.size(), std::size_t(1));

        Frame lines = seriesOf({1, 2, 3});
        lines.fields.push_back({.name = "host", .labels = {}, .values = Column::strings({"a", "b", "a"}), .config = {}});
        const auto split = evaluateExpressions({expression("B", "{'type':'reduce','expression':'A','reducer':'sum'}")}, data({lines}), {});
        QCOMPARE(split.at("B").frames.size(), std::size_t(2));
        QCOMPARE(numbers(split.at("B")), std::vector<double>{4});

        Frame text;
        text.fields = {{.name = "s", .labels = {}, .values = Column::strings({"a"}), .config = {}}};
        QVERIFY(evaluateExpressions({expression("B", "{'type':'math','expression':'$A'}")}, data({text}), {}).at("B").error);
    }

    void strictSumOfAGap_isNotANumber()
    {
        Frame gap = seriesOf({1, 2, 3});
        gap.fields[1].values.setNull(1);
        const auto results = evaluateExpressions({expression("B", "{'type':'reduce','expression':'A','reducer':'sum'}")}, data({gap}), {});
        QVERIFY(std::isnan(numbers(results.at("B")).at(0)));
        QVERIFY(!results.at("B").frames[0].fields[0].values.isNull(0));
    }
};

QTEST_APPLESS_MAIN(tst_Expressions)
#include "tst_expressions.moc"
