#include "platform/cluster/leases.h"

#include "support/testclock.h"
#include "support/testdatabase.h"

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_leases : public QObject
{
    Q_OBJECT

    static constexpr auto ttl = 15s;
    TestBootClock m_boot;

    /// As if the time had passed.
    static void expire(Database &database, const QString &name)
    {
        QVERIFY(database.execute(u"UPDATE cluster_lease SET lease_until = 1 WHERE name = ?"_s, {name}));
    }
    static qint64 leaseUntil(Database &database, const QString &name)
    {
        return database.selectOne(u"SELECT lease_until FROM cluster_lease WHERE name = ?"_s, {name}, [](const Row &row) { return row.integer(0); })
            ->value_or(-1);
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void take_givesOneHolderAtATime()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);

        const auto first = a.take(database, u"x"_s, ttl);
        QVERIFY(first && *first);
        QCOMPARE((*first)->epoch, 1);
        QVERIFY((*first)->takenFrom.isEmpty());
        QVERIFY(a.isHeld(**first));
        QVERIFY(!*b.take(database, u"x"_s, ttl));
        QVERIFY(!*a.take(database, u"x"_s, ttl));

        QVERIFY(a.release(database, **first));
        QVERIFY(!a.isHeld(**first));
        const auto second = b.take(database, u"x"_s, ttl);
        QVERIFY(second && *second);
        QCOMPARE((*second)->epoch, 2);
    }

    void take_takesOverWhatRanOut()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        const auto old = a.take(database, u"x"_s, ttl);
        QVERIFY(old && *old);
        expire(database, u"x"_s);

        const auto taken = b.take(database, u"x"_s, ttl);
        QVERIFY(taken && *taken);
        QCOMPARE((*taken)->takenFrom, u"a/1"_s);

        const auto late = a.guard(database, **old);
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::Conflict);
        QVERIFY(!a.isHeld(**old));
        QCOMPARE(a.fencedCount(), 1);
        QVERIFY(b.guard(database, **taken));
    }

    void guard_letsAnExpiredLeaseWorkThatNobodyTook()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot);
        const auto lease = a.take(database, u"x"_s, ttl);
        expire(database, u"x"_s);
        QVERIFY(a.guard(database, **lease));
    }

    void guard_makesATakeOverWaitForTheCommit()
    {
        if (TestDatabase::presentKind() == DatabaseKind::Sqlite)
            return; // its transactions exclude each other
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        const auto lease = a.take(database, u"x"_s, ttl);
        DatabaseOptions impatient = database.options();
        impatient.lockTimeout = 1s;
        const auto other = *Database::open(impatient);
        expire(database, u"x"_s);
        {
            auto transaction = Transaction::begin(database);
            QVERIFY(a.guard(database, **lease));
            QVERIFY(!b.take(*other, u"x"_s, ttl)); // waits for the row, then gives up
            QVERIFY(transaction->commit());
        }
        QVERIFY(*b.take(*other, u"x"_s, ttl));
    }

    void renewDue_renewsAfterAThirdOfTheTime()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot);
        const auto x = a.take(database, u"x"_s, ttl);
        const auto y = a.take(database, u"y"_s, ttl);
        QVERIFY(x && *x && y && *y);
        const qint64 before = leaseUntil(database, u"x"_s);
        QVERIFY(database->execute(u"UPDATE cluster_lease SET lease_until = lease_until - 1000"_s));

        m_boot.advance(4s);
        QVERIFY(a.renewDue(database));
        QCOMPARE(leaseUntil(database, u"x"_s), before - 1000);
        m_boot.advance(1s);
        const qint64 statements = database->statementCount();
        QVERIFY(a.renewDue(database));
        QCOMPARE(database->statementCount(), statements + 1);
        QVERIFY(leaseUntil(database, u"x"_s) >= before);
        QVERIFY(leaseUntil(database, u"y"_s) >= before);
    }

    void renewDue_forgetsWhatAnotherOneTook()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        const auto x = a.take(database, u"x"_s, ttl);
        const auto y = a.take(database, u"y"_s, ttl);
        expire(database, u"x"_s);
        QVERIFY(*b.take(database, u"x"_s, ttl));

        m_boot.advance(6s);
        QVERIFY(a.renewDue(database));

        QVERIFY(!a.isHeld(**x));
        QVERIFY(a.isHeld(**y));
        QCOMPARE(a.lostCount(), 1);
    }

    void isHeld_endsFiveSecondsBeforeTheLease()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot);
        const auto lease = a.take(database, u"x"_s, ttl);
        m_boot.advance(9'999ms);
        QVERIFY(a.isHeld(**lease));
        m_boot.advance(1ms);
        QVERIFY(!a.isHeld(**lease));

        const qint64 before = leaseUntil(database, u"x"_s);
        QVERIFY(a.renewDue(database)); // too late, the holder has stopped
        QVERIFY(!a.isHeld(**lease));
        QCOMPARE(leaseUntil(database, u"x"_s), before);
        QCOMPARE(a.lostCount(), 1);
    }

    void stopTaking_givesEverythingBack()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        QVERIFY(*a.take(database, u"x"_s, ttl));
        QVERIFY(*a.take(database, u"y"_s, 60s));

        QVERIFY(a.stopTaking(database));

        QVERIFY(a.held().empty());
        QCOMPARE(a.lostCount(), 0);
        QVERIFY(!*a.take(database, u"z"_s, ttl));
        QVERIFY(*b.take(database, u"x"_s, ttl));
        QVERIFY(*b.take(database, u"y"_s, ttl));
        a.startTaking();
        QVERIFY(*a.take(database, u"z"_s, ttl));
    }

    void suspendTakeOvers_leavesWhatRanOut()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        QVERIFY(*a.take(database, u"x"_s, ttl));
        expire(database, u"x"_s);
        b.suspendTakeOvers(18s);

        QVERIFY(!*b.take(database, u"x"_s, ttl));
        QVERIFY(*b.take(database, u"free"_s, ttl));
        m_boot.advance(18s);
        QVERIFY(*b.take(database, u"x"_s, ttl));
    }

    void abandon_holdsNothing()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot);
        const auto lease = a.take(database, u"x"_s, ttl);
        a.abandon();
        QVERIFY(!a.isHeld(**lease));
        QVERIFY(!*a.take(database, u"y"_s, ttl));
    }
};

QTEST_GUILESS_MAIN(tst_leases)
#include "tst_leases.moc"
