#include "base/duration.h"
#include "base/timerange.h"

#include <QDateTime>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

TimePoint at(const char *iso)
{
    return TimePoint(Millis(QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODateWithMs).toMSecsSinceEpoch()));
}

} // namespace

class tst_TimeRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parseTime_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("end");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("now") << "now"_ba << false << "2024-05-15T10:20:30.500Z"_ba;
        QTest::newRow("minus") << "now-6h"_ba << false << "2024-05-15T04:20:30.500Z"_ba;
        QTest::newRow("day") << "now/d"_ba << false << "2024-05-15T00:00:00Z"_ba;
        QTest::newRow("day end") << "now/d"_ba << true << "2024-05-15T23:59:59.999Z"_ba;
        QTest::newRow("yesterday") << "now-1d/d"_ba << false << "2024-05-14T00:00:00Z"_ba;
        QTest::newRow("week from Monday") << "now/w"_ba << false << "2024-05-13T00:00:00Z"_ba;
        QTest::newRow("month end") << "now/M"_ba << true << "2024-05-31T23:59:59.999Z"_ba;
        QTest::newRow("millis") << "1715768430500"_ba << false << "2024-05-15T10:20:30.500Z"_ba;
        QTest::newRow("iso") << "2024-05-01 12:00:00"_ba << false << "2024-05-01T12:00:00Z"_ba;
        QTest::newRow("bare duration") << "5m"_ba << false << "2024-05-15T10:15:30.500Z"_ba;
    }
    void parseTime()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, end);
        QFETCH(QByteArray, expected);
        const auto time = mdash::parseTime(text.toStdString(), at("2024-05-15T10:20:30.500Z"), QTimeZone::utc(),
                                           end ? RoundTo::End : RoundTo::Start);
        QVERIFY(time);
        QCOMPARE(time->time_since_epoch().count(), at(expected.constData()).time_since_epoch().count());
    }

    void parseTime_refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", "now-", "now-6", "now-6x", "now/q", "now+99999999999999999999d", "tomorrow", "2024-13-01"})
            QTest::newRow(text) << QByteArray(text);
    }
    void parseTime_refuses()
    {
        QFETCH(QByteArray, text);
        const auto time = mdash::parseTime(text.toStdString(), TimePoint{}, QTimeZone::utc(), RoundTo::Start);
        QVERIFY(!time);
        QCOMPARE(time.error().code, ErrorCode::InvalidInput);
    }

    void parseTimeRange_refusesReversed()
    {
        QVERIFY(!parseTimeRange("now", "now-1h", at("2024-05-15T10:20:30Z"), QTimeZone::utc()));
    }

    void durations_roundTrip()
    {
        QCOMPARE(parseDuration("1h30m")->count(), 5'400'000);
        QCOMPARE(parseDuration("1m0s")->count(), 60'000);
        QCOMPARE(parseDuration("15")->count(), 15'000);
        QCOMPARE(parseDuration("250ms")->count(), 250);
        QCOMPARE(parseDuration("7d")->count(), 604'800'000);
        QVERIFY(!parseDuration("-5m"));
        QVERIFY(!parseDuration("5 minutes"));
        QVERIFY(!parseDuration("1e400y"));
        QCOMPARE(formatDuration(Millis(90'000)), std::string("1m30s"));
        QCOMPARE(formatInterval(Millis(90'000)), std::string("1m"));
        QCOMPARE(formatInterval(Millis(0)), std::string("1ms"));
    }
};

QTEST_APPLESS_MAIN(tst_TimeRange)
#include "tst_timerange.moc"
