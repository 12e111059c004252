#include "base/timeformat.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_TimeFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formatTimePattern_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("date") << "YYYY-MM-DD HH:mm:ss"_ba << "2024-05-01 09:03:07"_ba;
        QTest::newRow("short") << "D.M.YY H:m:s.SSS"_ba << "1.5.24 9:3:7.250"_ba;
        QTest::newRow("twelve hours") << "hh:mm A"_ba << "09:03 AM"_ba;
        QTest::newRow("names") << "dddd, MMMM Do"_ba << "Wednesday, May 1st"_ba;
        QTest::newRow("literal") << "[Day] DD"_ba << "Day 01"_ba;
        QTest::newRow("zone") << "Z ZZ"_ba << "+02:00 +0200"_ba;
        QTest::newRow("epoch") << "X x"_ba << "1714546987 1714546987250"_ba;
        QTest::newRow("open bracket") << "[DD"_ba << "[01"_ba;
        QTest::newRow("empty") << ""_ba << ""_ba;
    }
    void formatTimePattern()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, expected);
        const TimePoint time(Millis(1714546987250)); // 07:03:07.250 UTC
        QCOMPARE(mdash::formatTimePattern(time, QTimeZone("Europe/Berlin"), pattern.toStdString()), expected.toStdString());
    }

    void formatIsoTime_isUtcWithMillis()
    {
        QCOMPARE(formatIsoTime(TimePoint(Millis(1714546987250))), std::string("2024-05-01T07:03:07.250Z"));
    }
};

QTEST_APPLESS_MAIN(tst_TimeFormat)
#include "tst_timeformat.moc"
