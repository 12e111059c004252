#include "features/sessions/loginthrottle.h"
#include "support/testdatabase.h"

#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

const HmacKey key(Secret("throttle"_ba));
const std::string here = "192.0.2.7";
SessionCounters counters;

void age(Database &database, qint64 seconds)
{
    QVERIFY(database.execute(u"UPDATE login_throttle SET window_until = window_until - ?, next_try_at = next_try_at - ?"_s,
                             {seconds * 1'000, seconds * 1'000}));
}

} // namespace

class tst_LoginThrottle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void sixthTryFromOneNetwork_isRefused()
    {
        TEST_DATABASE(database);
        LoginThrottleStore store(database);
        LoginThrottle throttle(store, key, counters);
        for (int i = 0; i < 5; ++i)
            QVERIFY(*throttle.admit(u"ada"_s, "192.0.2." + std::to_string(i + 1)));
        QVERIFY(!*throttle.admit(u" ADA"_s, here));
        QVERIFY(*throttle.admit(u"bob"_s, here));
        QVERIFY(*throttle.admit(u"ada"_s, "198.51.100.1"));
        age(database, 301);
        QVERIFY(*throttle.admit(u"ada"_s, here));
    }

    void fiftyFirstTryOfANetwork_isRefused()
    {
        TEST_DATABASE(database);
        LoginThrottleStore store(database);
        LoginThrottle throttle(store, key, counters);
        for (int i = 0; i < 50; ++i)
            QVERIFY(*throttle.admit(u"user%1"_s.arg(i), here));
        QVERIFY(!*throttle.admit(u"ada"_s, here));
        QVERIFY(*throttle.admit(u"ada"_s, "198.51.100.1"));
    }

    void successes_doNotUseUpTheNetwork()
    {
        TEST_DATABASE(database);
        LoginThrottleStore store(database);
        LoginThrottle throttle(store, key, counters);
        for (int i = 0; i < 60; ++i) {
            QVERIFY(*throttle.admit(u"ada"_s, here));
            QVERIFY(throttle.onSuccess(u"ada"_s, here));
        }
    }

    void loopback_hasNoLimitForAll()
    {
        TEST_DATABASE(database);
        LoginThrottleStore store(database);
        LoginThrottle throttle(store, key, counters);
        for (int i = 0; i < 60; ++i)
            QVERIFY(*throttle.admit(u"user%1"_s.arg(i), "127.0.0.1"));
        for (int i = 0; i < 5; ++i)
            QVERIFY(*throttle.admit(u"ada"_s, "::1"));
        QVERIFY(!*throttle.admit(u"ada"_s, "127.0.0.1"));
    }

    void failures_delayALoginFromEverywhere()
    {
        TEST_DATABASE(database);
        LoginThrottleStore store(database);
        LoginThrottle throttle(store, key, counters);
        for (int i = 0; i < 5; ++i) {
            QVERIFY(*throttle.admit(u"ada"_s, "10.0." + std::to_string(i) + ".1"));
            QVERIFY(throttle.onFailure(u"ada"_s));
        }
        QVERIFY(!*throttle.admit(u"ada"_s, "10.1.0.1"));
        age(database, 2);
        QVERIFY(*throttle.admit(u"ada"_s, "10.1.0.1"));
        QVERIFY(throttle.onFailure(u"ada"_s));
        QVERIFY(!*throttle.admit(u"ada"_s, "10.2.0.1"));
        age(database, 1);
        QVERIFY(!*throttle.admit(u"ada"_s, "10.2.0.1")); // the delay has doubled
        age(database, 2);
        QVERIFY(*throttle.admit(u"ada"_s, "10.2.0.1"));
        QVERIFY(throttle.onSuccess(u"ada"_s, "10.2.0.1"));
        QVERIFY(*throttle.admit(u"ada"_s, "10.3.0.1"));
    }

    void parallelTriesOfManyNodes_passFiveTimes()
    {
        TEST_DATABASE(database);
        std::atomic<int> passed{0};
        std::vector<std::jthread> nodes;
        for (int node = 0; node < 3; ++node)
            nodes.emplace_back([&] {
                const auto connection = database.connect();
                LoginThrottleStore store(*connection);
                LoginThrottle throttle(store, key, counters);
                for (int i = 0; i < 20; ++i)
                    passed += throttle.admit(u"ada"_s, here).value_or(false);
            });
        nodes.clear();
        QCOMPARE(passed.load(), 5);
    }

    void table_holdsNoNames()
    {
        TEST_DATABASE(database);
        LoginThrottleStore store(database);
        LoginThrottle throttle(store, key, counters);
        QVERIFY(*throttle.admit(u"ada"_s, here));
        const auto buckets = *database->select(u"SELECT bucket FROM login_throttle"_s, {}, [](const Row &row) { return row.text(0); });
        QCOMPARE(buckets.size(), 3u);
        for (const QString &bucket : buckets)
            QCOMPARE(bucket.size(), 44);
    }

    void networkOf_groupsAddresses_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<bool>("same");
        QTest::newRow("same /24") << "192.0.2.1"_ba << "192.0.2.254"_ba << true;
        QTest::newRow("another /24") << "192.0.2.1"_ba << "192.0.3.1"_ba << false;
        QTest::newRow("same /64") << "2001:db8:1:2:3::1"_ba << "2001:db8:1:2::9"_ba << true;
        QTest::newRow("another /64") << "2001:db8:1:2::1"_ba << "2001:db8:1:3::1"_ba << false;
        QTest::newRow("mapped") << "::ffff:192.0.2.1"_ba << "192.0.2.7"_ba << true;
        QTest::newRow("loopback") << "127.0.0.1"_ba << "::1"_ba << true;
    }
    void networkOf_groupsAddresses()
    {
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        QFETCH(bool, same);
        QCOMPARE(networkOf(one.toStdString()) == networkOf(other.toStdString()), same);
    }
};

QTEST_GUILESS_MAIN(tst_LoginThrottle)
#include "tst_loginthrottle.moc"
