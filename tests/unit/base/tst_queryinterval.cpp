#include "base/queryinterval.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;
using namespace std::chrono_literals;

namespace {

TimeRange lasting(Millis length)
{
    return {TimePoint(Millis(1'000'000)), TimePoint(Millis(1'000'000) + length)};
}

} // namespace

class tst_QueryInterval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundInterval_data()
    {
        QTest::addColumn<qint64>("upTo");
        QTest::addColumn<qint64>("result");
        QTest::addColumn<qint64>("next");
        const auto row = [](const char *name, Millis upTo, Millis result, Millis next) {
            QTest::newRow(name) << qint64(upTo.count()) << qint64(result.count()) << qint64(next.count());
        };
        row("10ms", 10ms, 1ms, 10ms);
        row("15ms", 15ms, 10ms, 20ms);
        row("35ms", 35ms, 20ms, 50ms);
        row("75ms", 75ms, 50ms, 100ms);
        row("150ms", 150ms, 100ms, 200ms);
        row("350ms", 350ms, 200ms, 500ms);
        row("750ms", 750ms, 500ms, 1s);
        row("1.5s", 1500ms, 1s, 2s);
        row("3.5s", 3500ms, 2s, 5s);
        row("7.5s", 7500ms, 5s, 10s);
        row("12.5s", 12500ms, 10s, 15s);
        row("17.5s", 17500ms, 15s, 20s);
        row("25s", 25s, 20s, 30s);
        row("45s", 45s, 30s, 1min);
        row("1.5m", 90s, 1min, 2min);
        row("3.5m", 210s, 2min, 5min);
        row("7.5m", 450s, 5min, 10min);
        row("12.5m", 750s, 10min, 15min);
        row("17.5m", 1050s, 15min, 20min);
        row("25m", 25min, 20min, 30min);
        row("45m", 45min, 30min, 1h);
        row("1.5h", 90min, 1h, 2h);
        row("2.5h", 150min, 2h, 3h);
        row("4.5h", 270min, 3h, 6h);
        row("9h", 9h, 6h, 12h);
        row("24h", 24h, 12h, 24h);
        row("48h", 48h, 24h, 24h);
        row("7d", 24h * 7, 24h, 24h * 7);
        row("21d", 24h * 21, 24h * 7, 24h * 30);
        row("42d", 24h * 42 - 1ms, 24h * 30, 24h * 365);
    }
    void roundInterval()
    {
        QFETCH(qint64, upTo);
        QFETCH(qint64, result);
        QFETCH(qint64, next);
        QCOMPARE(qint64(mdash::roundInterval(Millis(upTo)).count()), result);
        QCOMPARE(qint64(mdash::roundInterval(Millis(upTo + 1)).count()), next);
    }

    void calculateInterval_keepsToTheMinimum()
    {
        QCOMPARE(calculateInterval(lasting(1h), 100, 15s), Millis(30s));
        QCOMPARE(calculateInterval(lasting(60s), 60, 1s), Millis(1s));
        QCOMPARE(calculateInterval(lasting(5min), 1000, 7s), Millis(7s)); // a minimum is not rounded
        QCOMPARE(calculateInterval(lasting(1500h), 0, 1s), Millis(1h));   // 1,500 points when none are named
        QCOMPARE(calculateInterval(lasting(0s), 100, 15s), Millis(15s));
    }

    void minimumInterval_ofTheFirstThatSpeaks()
    {
        QCOMPARE(minimumInterval({">10s", 500ms, "1m", 15s}), Millis(10s));
        QCOMPARE(minimumInterval({"30", 500ms, "1m", 15s}), Millis(30s));
        QCOMPARE(minimumInterval({"0s", 500ms, "1m", 15s}), Millis(500ms));
        QCOMPARE(minimumInterval({"$interval", 0ms, "1m", 15s}), Millis(1min));
        QCOMPARE(minimumInterval({"", 0ms, "", 15s}), Millis(15s));
        QCOMPARE(minimumInterval({"nonsense", 0ms, "nonsense", 15s}), Millis(15s));
    }

    void safeInterval_keepsBelow11000Points()
    {
        QCOMPARE(safeInterval(lasting(1h)), Millis(200ms));
        QCOMPARE(safeInterval(lasting(24h * 30)), Millis(5min));
    }

    void rateInterval_coversFourScrapes()
    {
        QCOMPARE(rateInterval(1s, 15s), Millis(1min));
        QCOMPARE(rateInterval(5min, 15s), Millis(315s));
        QCOMPARE(rateInterval(15s, 30s), Millis(2min));
    }
};

QTEST_APPLESS_MAIN(tst_QueryInterval)
#include "tst_queryinterval.moc"
