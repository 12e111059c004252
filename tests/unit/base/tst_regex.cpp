#include "base/regex.h"

#include <QElapsedTimer>
#include <QTest>

using namespace mdash;

class tst_Regex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compile_saysWhatIsWrong()
    {
        const auto regex = Regex::compile("a(b");
        QVERIFY(!regex);
        QCOMPARE(regex.error().code, ErrorCode::InvalidInput);
        QVERIFY(regex.error().detail.contains(u"at character 3"));
        QVERIFY(!Regex::compile(std::string(100'000, 'a')));
    }

    void fromDashboard_anchorsWhatHasNoSlashes()
    {
        QVERIFY(Regex::fromDashboard("cpu.*")->matches("cpu0"));
        QVERIFY(!Regex::fromDashboard("cpu")->matches("cpu0"));
        QVERIFY(!Regex::fromDashboard("a|b")->matches("ab"));
        QVERIFY(Regex::fromDashboard("/cpu/")->matches("my cpu0"));
        QVERIFY(Regex::fromDashboard("/CPU/i")->matches("cpu"));
        QVERIFY(!Regex::fromDashboard("/CPU/")->matches("cpu"));
        QVERIFY(Regex::fromDashboard("/dev/sda")->matches("/dev/sda"));
        QVERIFY(Regex::fromDashboard("")->matches(""));
    }

    void replace_data()
    {
        QTest::addColumn<QByteArray>("regex");
        QTest::addColumn<QByteArray>("replacement");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("first only") << QByteArray("/o/") << QByteArray("0") << QByteArray("h0st one");
        QTest::newRow("global") << QByteArray("/o/g") << QByteArray("0") << QByteArray("h0st 0ne");
        QTest::newRow("groups") << QByteArray("/(\\w+) (\\w+)/") << QByteArray("$2-$1") << QByteArray("one-host");
        QTest::newRow("whole") << QByteArray("/host/") << QByteArray("[$&]") << QByteArray("[host] one");
        QTest::newRow("dollar") << QByteArray("/host/") << QByteArray("$$1") << QByteArray("$1 one");
        QTest::newRow("no such group") << QByteArray("/host/") << QByteArray("$3") << QByteArray("$3 one");
        QTest::newRow("group and digit") << QByteArray("/(h)/") << QByteArray("$12") << QByteArray("h2ost one");
        QTest::newRow("named") << QByteArray("/(?<a>ho)st/") << QByteArray("$<a>$<b>") << QByteArray("ho one");
        QTest::newRow("no match") << QByteArray("/xyz/") << QByteArray("1") << QByteArray("host one");
        QTest::newRow("empty matches") << QByteArray("/x*/g") << QByteArray("-") << QByteArray("-h-o-s-t- -o-n-e-");
    }
    void replace()
    {
        QFETCH(QByteArray, regex);
        QFETCH(QByteArray, replacement);
        QFETCH(QByteArray, expected);
        QCOMPARE(Regex::fromDashboard(regex.toStdString())->replace("host one", replacement.toStdString()), expected.toStdString());
    }

    void match_givesGroups()
    {
        const auto found = Regex::compile("(a)|(b)")->match("xb");
        QVERIFY(found);
        QCOMPARE(found->groups.size(), std::size_t(3));
        QVERIFY(!found->groups[1]);
        QCOMPARE(found->group(2), std::string_view("b"));
        QCOMPARE(found->begin, std::size_t(1));
    }

    void match_givesUpOnRunawayPatterns()
    {
        QElapsedTimer timer;
        timer.start();
        const auto regex = Regex::compile("^(a+)+$");
        QVERIFY(!regex->matches(std::string(60, 'a') + "b"));
        QVERIFY(timer.elapsed() < 2000);
    }

    void match_acceptsBrokenUtf8()
    {
        QVERIFY(Regex::compile("b$")->matches("\xff\xfe b"));
        QVERIFY(!Regex::compile("\xff"));
    }
};

QTEST_APPLESS_MAIN(tst_Regex)
#include "tst_regex.moc"
