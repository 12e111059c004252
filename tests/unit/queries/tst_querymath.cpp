#include "features/queries/expressions/classicconditions.h"
#include "features/queries/expressions/querymath.h"
#include "features/queries/expressions/reduction.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;
using namespace std::chrono_literals;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

ValueSet set(std::vector<MathValue> values)
{
    return {std::move(values), {}, {}};
}

Series series(Labels labels, std::vector<Maybe> values, std::int64_t first = 0)
{
    Series result{std::move(labels), {}, std::move(values)};
    for (std::size_t i = 0; i < result.values.size(); ++i)
        result.times.push_back(first + static_cast<std::int64_t>(i) * 1000);
    return result;
}

Result<ValueSet> math(const char *text, const std::map<std::string, ValueSet> &variables = {})
{
    const auto expression = parseMath(text);
    if (!expression)
        return tl::unexpected(expression.error());
    return evaluateMath(*expression, variables);
}

bool same(const Maybe &a, const Maybe &b)
{
    return a.has_value() == b.has_value() && (!a || *a == *b || (std::isnan(*a) && std::isnan(*b)));
}

} // namespace

class tst_QueryMath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void constants_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("expected");
        const auto row = [](const char *text, double expected) { QTest::newRow(text) << QByteArray(text) << expected; };
        row("1 + 2 * 3", 7);
        row("(1 + 2) * 3", 9);
        row("2 ** 3 ** 1", 8);
        row("2 ** 3 ** 2", 64);
        row("7 % 4", 3);
        row("-2 ** 2", 4);
        row("1 / 4", 0.25);
        row("1 - 2 - 3", -4);
        row("3 > 2", 1);
        row("3 <= 2", 0);
        row("2 >= 2", 1);
        row("1 != 1", 0);
        row("1 == 1 && 2 == 3", 0);
        row("0 || 2", 1);
        row("1 + 1 == 2", 1);
        row("1 || 0 && 0", 1);
        row("!5", 0);
        row("!0", 1);
        row("!!7", 1);
        row("--3", 3);
        row("0x10 + 1e2", 116);
        row(".5*2", 1);
        row("abs(-3)", 3);
        row("floor(2.7)", 2);
        row("ceil(2.1)", 3);
        row("round(2.5)", 3);
        row("round(-2.5)", -3);
        row("log(1)", 0);
        row("is_nan(nan())", 1);
        row("is_nan(null())", 0);
        row("is_inf(inf())", 1);
        row("is_inf(infn())", 1);
        row("is_null(null())", 1);
        row("is_null(1 + null())", 1);
        row("is_number(3)", 1);
        row("is_number(nan())", 0);
        row("1 / 0", infinity);
        row("nan() + 1", notANumber);
        row("1 || nan()", 1);
        row("0 && nan()", 0);
        row("nan() || 1", 1); // NaN is not 0
    }
    void constants()
    {
        QFETCH(QByteArray, text);
        QFETCH(double, expected);
        const auto result = math(text.constData());
        QVERIFY2(result, result ? "" : qPrintable(result.error().detail));
        QCOMPARE(result->values.size(), std::size_t(1));
        QVERIFY(same(std::get<Scalar>(result->values[0]).value, expected));
    }

    void parseMath_refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *text, const char *part) { QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(part); };
        row("", "character 1: expected a number");
        row("1 +", "character 4: expected a number");
        row("1 2", "character 3: expected an operator");
        row("(1", "character 3: expected )");
        row("$", "character 2: expected the name");
        row("${A", "expected }");
        row("foo(1)", "not \"foo\"");
        row("abs()", "character 5");
        row("abs 1", "expected (");
        row("1 = 1", "character 3");
        row("0xzz", "expected a number");
        row("1e999", "expected a number");
        row("5abc", "expected a number");
    }
    void parseMath_refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, part);
        const auto parsed = parseMath(text.constData());
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().detail.contains(part), qPrintable(parsed.error().detail));
    }

    void parseMath_boundsDepthAndLength()
    {
        QVERIFY(parseMath(std::string(60, '(') + "1" + std::string(60, ')')));
        QVERIFY(!parseMath(std::string(2000, '(') + "1" + std::string(2000, ')')));
        QVERIFY(!parseMath(std::string(2000, '-') + "1"));
        QVERIFY(!parseMath(std::string(5000, ' ') + "1"));
        std::string chain = "1";
        for (int i = 0; i < 1000; ++i)
            chain += "+1";
        QVERIFY(parseMath(chain));
    }

    void parseMath_namesVariables()
    {
        QCOMPARE(parseMath("$A + ${B c} / $A")->variables, (std::set<std::string>{"A", "B c"}));
    }

    void math_joinsByLabels_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<QByteArray>("result"); // empty: dropped
        QTest::newRow("equal") << "x=1"_ba << "x=1"_ba << "x=1"_ba;
        QTest::newRow("right has none") << "x=1"_ba << ""_ba << "x=1"_ba;
        QTest::newRow("left has none") << ""_ba << "x=1"_ba << "x=1"_ba;
        QTest::newRow("left contains right") << "x=1,y=2"_ba << "x=1"_ba << "x=1,y=2"_ba;
        QTest::newRow("right contains left") << "y=2"_ba << "x=1,y=2"_ba << "x=1,y=2"_ba;
        QTest::newRow("contradict") << "x=1,y=2"_ba << "x=2"_ba << ""_ba;
        QTest::newRow("same size, different") << "x=1"_ba << "y=1"_ba << ""_ba;
    }
    void math_joinsByLabels()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(QByteArray, result);
        const auto labels = [](const QByteArray &text) {
            Labels parsed;
            for (const QByteArray &pair : text.split(','))
                if (!pair.isEmpty())
                    parsed[pair.split('=')[0].toStdString()] = pair.split('=')[1].toStdString();
            return parsed;
        };
        // A second value on the left keeps the rule for single values out.
        const auto values = math("$A + $B", {{"A", set({Number{labels(a), 1}, Number{{{"other", "1"}, {"more", "2"}, {"most", "3"}}, 5}})},
                                             {"B", set({Number{labels(b), 2}})}});
        QVERIFY(values);
        std::vector<MathValue> expected;
        if (!result.isEmpty())
            expected.emplace_back(Number{labels(result), 3});
        if (b.isEmpty())
            expected.emplace_back(Number{{{"other", "1"}, {"more", "2"}, {"most", "3"}}, 7});
        QVERIFY(values->values == expected);
    }

    void math_combinesTwoSinglesWithoutLabels()
    {
        const auto values = math("$A + $B", {{"A", set({Number{{{"x", "1"}}, 1}})}, {"B", set({Number{{{"y", "1"}}, 2}})}});
        QVERIFY(values->values == std::vector<MathValue>{Number({}, 3)});
    }

    void math_onSeries()
    {
        const auto a = set({series({{"job", "a"}}, {1, std::nullopt, 3})});
        QVERIFY(math("$A * 2", {{"A", a}})->values == std::vector<MathValue>{series({{"job", "a"}}, {2, std::nullopt, 6})});
        QVERIFY(math("10 - $A", {{"A", a}})->values == std::vector<MathValue>{series({{"job", "a"}}, {9, std::nullopt, 7})});
        QVERIFY(math("$A / $B", {{"A", a}, {"B", set({Number{{}, 2}})}})->values == std::vector<MathValue>{series({{"job", "a"}}, {0.5, std::nullopt, 1.5})});
        const auto late = set({series({}, {10, 20}, 1000)}); // joined where both have a time
        Series joined = series({{"job", "a"}}, {std::nullopt, 23}, 1000);
        QVERIFY(math("$A + $B", {{"A", a}, {"B", late}})->values == std::vector<MathValue>{joined});
        QVERIFY(math("is_null($A)", {{"A", a}})->values == std::vector<MathValue>{series({{"job", "a"}}, {0, 1, 0})});
        QVERIFY(math("!$A", {{"A", a}})->values == std::vector<MathValue>{series({{"job", "a"}}, {0, std::nullopt, 0})});
    }

    void math_ofNothingIsNothing()
    {
        const auto values = math("$A + 1", {{"A", set({NoData{}})}});
        QVERIFY(values->values == std::vector<MathValue>{NoData{}});
        QVERIFY(framesOf(*values, "B").empty());
    }

    void math_boundsCombinations()
    {
        std::vector<MathValue> many(2000, MathValue(Number{{}, 1}));
        const auto result = math("$A + $A", {{"A", set(many)}});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::TooLarge);
        std::vector<MathValue> long_(900, MathValue(series({}, std::vector<Maybe>(1000, Maybe(1)))));
        QVERIFY(!math("$A + $A", {{"A", set(long_)}}));
    }

    void reduceValues_data()
    {
        QTest::addColumn<QByteArray>("reducer");
        QTest::addColumn<int>("mode");
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *reducer, ReduceMode mode, const char *values, const char *expected) {
            QTest::addRow("%s %d %s", reducer, static_cast<int>(mode), values) << QByteArray(reducer) << static_cast<int>(mode) << QByteArray(values) << QByteArray(expected);
        };
        using enum ReduceMode;
        row("sum", Strict, "1 2 3 4", "10");
        row("mean", Strict, "1 2 3 4", "2.5");
        row("min", Strict, "3 1 2", "1");
        row("max", Strict, "3 1 2", "3");
        row("count", Strict, "1 null nan", "3");
        row("last", Strict, "1 2", "2");
        row("last", Strict, "1 null", "null");
        row("median", Strict, "4 1 3 2", "2.5");
        row("sum", Strict, "1 null 3", "nan");
        row("max", Strict, "1 nan 3", "nan");
        row("sum", Strict, "", "0");
        row("mean", Strict, "", "nan");
        row("min", Strict, "", "nan");
        row("last", Strict, "", "nan");
        row("count", Strict, "", "0");
        row("mean", DropNonNumbers, "1 null 3 inf nan", "2");
        row("count", DropNonNumbers, "1 null 3", "2");
        row("mean", DropNonNumbers, "null", "null");
        row("sum", DropNonNumbers, "", "0");
        row("sum", ReplaceNonNumbers, "1 null 3", "9");
        row("min", ReplaceNonNumbers, "", "5");
        row("max", ReplaceNonNumbers, "1 inf", "5");
    }
    void reduceValues()
    {
        QFETCH(QByteArray, reducer);
        QFETCH(int, mode);
        QFETCH(QByteArray, values);
        QFETCH(QByteArray, expected);
        const auto parse = [](const QByteArray &text) {
            return text == "null" ? Maybe() : text == "nan" ? Maybe(notANumber) : text == "inf" ? Maybe(infinity) : Maybe(text.toDouble());
        };
        std::vector<Maybe> points;
        for (const QByteArray &text : values.split(' '))
            if (!text.isEmpty())
                points.push_back(parse(text));
        const Maybe result = mdash::reduceValues(points, {reducer.toStdString(), static_cast<ReduceMode>(mode), 5});
        QVERIFY2(same(result, parse(expected)), result ? QByteArray::number(*result).constData() : "null");
    }

    void reduce_leavesNumbersWithANotice()
    {
        const auto result = reduce(set({Number{{}, 3}}), "A", {.reducer = "sum"});
        QVERIFY(result.values == std::vector<MathValue>{Number({}, 3)});
        QVERIFY(result.notices.at(0).text.starts_with("Reduce operation is not needed. Input query or expression A"));
    }

    void resample_upAndDown()
    {
        const TimeRange range{TimePoint(0ms), TimePoint(6000ms)};
        const auto input = set({series({{"a", "b"}}, {1, 2, 3, 4, 5, 6, 7})});
        const auto down = resample(input, range, {3s, "sum", "fillna"});
        QVERIFY(std::get<Series>(down->values[0]).values == (std::vector<Maybe>{1, 9, 18}));
        const auto sparse = set({Series{{}, {1000, 4000}, {10, 40}}});
        const auto values = [&](const char *upsampler) { return std::get<Series>(resample(sparse, range, {1s, "mean", upsampler})->values[0]).values; };
        QVERIFY(values("pad") == (std::vector<Maybe>{{}, 10, 10, 10, 40, 40, 40}));
        QVERIFY(values("backfilling") == (std::vector<Maybe>{10, 10, 40, 40, 40, {}, {}}));
        QVERIFY(values("fillna") == (std::vector<Maybe>{{}, 10, {}, {}, 40, {}, {}}));
    }

    void resample_refusesWhatMakesNoSense()
    {
        const TimeRange range{TimePoint(0ms), TimePoint(6000ms)};
        QVERIFY(resample(set({series({}, {1})}), range, {7s, "sum", "pad"}).error().detail.startsWith(u"the series cannot be sampled further"_s));
        QCOMPARE(resample(set({series({}, {1})}), {TimePoint(0ms), TimePoint(24h * 365)}, {1s, "sum", "pad"}).error().code, ErrorCode::TooLarge);
        QVERIFY(!resample(set({Number{{}, 1}}), range, {1s, "sum", "pad"}));
        QVERIFY(resample(set({NoData{}}), range, {1s, "sum", "pad"}));
    }

    void threshold_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<QByteArray>("expected"); // for 1 2 3 4
        QTest::newRow("gt") << "gt"_ba << 3.0 << 0.0 << "0001"_ba;
        QTest::newRow("lt") << "lt"_ba << 2.0 << 0.0 << "1000"_ba;
        QTest::newRow("eq") << "eq"_ba << 2.0 << 0.0 << "0100"_ba;
        QTest::newRow("ne") << "ne"_ba << 2.0 << 0.0 << "1011"_ba;
        QTest::newRow("gte") << "gte"_ba << 3.0 << 0.0 << "0011"_ba;
        QTest::newRow("lte") << "lte"_ba << 2.0 << 0.0 << "1100"_ba;
        QTest::newRow("within") << "within_range"_ba << 1.0 << 4.0 << "0110"_ba;
        QTest::newRow("outside") << "outside_range"_ba << 2.0 << 3.0 << "1001"_ba;
        QTest::newRow("within included") << "within_range_included"_ba << 2.0 << 3.0 << "0110"_ba;
        QTest::newRow("outside included") << "outside_range_included"_ba << 2.0 << 3.0 << "1111"_ba;
    }
    void threshold()
    {
        QFETCH(QByteArray, kind);
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(QByteArray, expected);
        QVERIFY(thresholdLimits(kind.toStdString()) > 0);
        const auto result = mdash::threshold(set({series({{"a", "b"}}, {1, 2, 3, 4})}), kind.toStdString(), {low, high});
        const auto &got = std::get<Series>(result.values[0]);
        QCOMPARE(got.labels, (Labels{{"a", "b"}}));
        for (int i = 0; i < 4; ++i)
            QCOMPARE(*got.values[static_cast<std::size_t>(i)], expected[i] == '1' ? 1.0 : 0.0);
    }

    void reduceClassic_data()
    {
        QTest::addColumn<QByteArray>("reducer");
        QTest::addColumn<double>("expected");
        const auto row = [](const char *reducer, double expected) { QTest::newRow(reducer) << QByteArray(reducer) << expected; };
        row("avg", 4);
        row("min", 2);
        row("max", 8);
        row("sum", 16);
        row("count", 5);
        row("count_non_null", 4);
        row("last", 2);
        row("median", 3);
        row("diff", -2);
        row("diff_abs", 2);
        row("percent_diff", -50);
        row("percent_diff_abs", 50);
    }
    void reduceClassic()
    {
        QFETCH(QByteArray, reducer);
        QFETCH(double, expected);
        QCOMPARE(*mdash::reduceClassic({4, std::nullopt, 8, 2, 2}, reducer.constData()), expected);
        QCOMPARE(mdash::reduceClassic({std::nullopt}, reducer.constData()).has_value(), reducer == "count");
    }
};

QTEST_APPLESS_MAIN(tst_QueryMath)
#include "tst_querymath.moc"
