#include "frames/reducers.h"

#include <QTest>

#include <cmath>

using namespace mdash;

namespace {

const double none = std::nan("");

/// A number column in which infinity stands for null.
Column column(const std::vector<double> &values)
{
    Column result(FieldType::Number);
    for (const double value : values) {
        if (std::isinf(value))
            result.appendNull();
        else
            result.append(value);
    }
    return result;
}

const double null = INFINITY;

} // namespace

Q_DECLARE_METATYPE(std::vector<double>)

class tst_Reducers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void value_reducesNumbers_data()
    {
        QTest::addColumn<std::vector<double>>("values");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<double>("expected"); // NaN: nothing
        const std::vector<double> gaps{1, 2, null, 5, 3};
        const auto row = [&](const char *name, std::vector<double> values, const char *id, double expected) {
            QTest::newRow(qPrintable(QString::fromLatin1(name) + QLatin1Char(' ') + QString::fromLatin1(id))) << std::move(values) << QByteArray(id) << expected;
        };
        for (const auto &[id, expected] : std::initializer_list<std::pair<const char *, double>>{
                 {"last", 3}, {"lastNotNull", 3}, {"first", 1}, {"firstNotNull", 1}, {"min", 1}, {"max", 5}, {"mean", 2.75}, {"median", 2.5},
                 {"variance", 2.1875}, {"sum", 11}, {"count", 4}, {"countAll", 5}, {"range", 4}, {"delta", 7}, {"step", -2}, {"diff", 2},
                 {"diffperc", 200}, {"logmin", 1}, {"changeCount", 3}, {"distinctCount", 4}, {"p5", 1}, {"p95", 5}, {"allIsZero", 0}, {"allIsNull", 0}})
            row("gaps", gaps, id, expected);
        for (const auto &[id, expected] : std::initializer_list<std::pair<const char *, double>>{
                 {"last", none}, {"min", none}, {"sum", none}, {"mean", none}, {"count", 0}, {"allIsNull", 1}, {"allIsZero", 0}, {"step", none}, {"p50", none}, {"median", none}})
            row("empty", {}, id, expected);
        for (const auto &[id, expected] : std::initializer_list<std::pair<const char *, double>>{
                 {"last", none}, {"lastNotNull", 4}, {"first", none}, {"firstNotNull", 4}, {"step", none}, {"count", 1}, {"diff", 0}, {"stdDev", 0}})
            row("one", {null, 4, null}, id, expected);
        for (const auto &[id, expected] : std::initializer_list<std::pair<const char *, double>>{
                 {"sum", 15}, {"mean", 3.75}, {"min", 1}, {"max", 7}, {"lastNotNull", 2}, {"count", 4}})
            row("NaN", {5, 1, 7, none, 2}, id, expected);
        for (const auto &[id, expected] : std::initializer_list<std::pair<const char *, double>>{
                 {"allIsZero", 1}, {"diffperc", none}, {"logmin", none}, {"distinctCount", 1}, {"step", 0}})
            row("zeros", {0, 0}, id, expected);
        row("nulls", {null, null}, "sum", 0);
        row("nulls", {null, null}, "mean", none);
        row("unknown", gaps, "nonsense", none);
        row("unknown", gaps, "p0", none);
        row("unknown", gaps, "p100", none);
    }
    void value_reducesNumbers()
    {
        QFETCH(std::vector<double>, values);
        QFETCH(QByteArray, id);
        QFETCH(double, expected);
        const Column input = column(values);
        const auto actual = Reduction(input).number(id.toStdString());
        QCOMPARE(actual.has_value(), !std::isnan(expected));
        if (actual)
            QCOMPARE(*actual, expected);
    }

    void percentile_takesTheNearestRank()
    {
        std::vector<double> values;
        for (int i = 1; i <= 20; ++i)
            values.push_back(i);
        const Column input = column(values);
        Reduction reduction(input);
        QCOMPARE(*reduction.number("p5"), 2.0);
        QCOMPARE(*reduction.number("p50"), 11.0);
        QCOMPARE(*reduction.number("p90"), 18.0);
        QCOMPARE(*reduction.number("p99"), 20.0);
    }

    void value_reducesTexts()
    {
        Column texts = Column::strings({"a", "b", "b", "", "c"});
        texts.setNull(3);
        Reduction reduction(texts);
        QCOMPARE(std::get<std::string>(reduction.value("last")), std::string("c"));
        QCOMPARE(*reduction.number("count"), 4.0);
        QCOMPARE(*reduction.number("distinctCount"), 3.0);
        QCOMPARE(*reduction.number("changeCount"), 2.0);
        QVERIFY(!reduction.number("mean"));
        QCOMPARE(std::get<std::string>(reduction.value("uniqueValues")), std::string("a, b, , c"));
    }

    void value_reducesTimesAndTruths()
    {
        QCOMPARE(std::get<double>(reduce(Column::times({5, 1, 9}), "max")), 9.0);
        QCOMPARE(std::get<bool>(reduce(Column::booleans({1, 0}), "last")), false);
    }

    void reducerTitle_namesPercentiles()
    {
        QCOMPARE(reducerTitle("lastNotNull"), std::string("Last *"));
        QCOMPARE(reducerTitle("p95"), std::string("95th %"));
        QCOMPARE(reducerTitle("p1"), std::string("1st %"));
        QCOMPARE(reducerTitle("p11"), std::string("11th %"));
        QCOMPARE(reducerTitle("what"), std::string("what"));
    }
};

QTEST_APPLESS_MAIN(tst_Reducers)
#include "tst_reducers.moc"
