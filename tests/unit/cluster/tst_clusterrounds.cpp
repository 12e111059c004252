#include "platform/cluster/clusterrounds.h"

#include "support/testclock.h"
#include "support/testdatabase.h"

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A node without a thread: a test does its rounds.
struct TestNode
{
    TestNode(Database &database, const QString &name)
        : membership({name, u"host-"_s + name}, {name, {}, {}, 1, u"[]"_s}), leases((enter(database), membership.owner()), name, boot),
          rounds(membership, leases, clock, boot, hooks())
    {
    }
    void enter(Database &database) { QVERIFY(membership.enter(database).value_or(false)); }
    ClusterHooks hooks()
    {
        return {[this] { return state; },
                [] { return NodeReport{NodeState::Starting, 0, 5, u"{}"_s, u"{}"_s}; },
                [this] { ++answers; },
                [this](bool isWanted) { isDrainWanted = isWanted; },
                [this] { ++dueJobs; },
                [this](Database &) { ++beats; },
                [this] { isTaken = true; }};
    }

    TestClock clock;
    TestBootClock boot;
    NodeState state = NodeState::Ready;
    int answers = 0, beats = 0, dueJobs = 0;
    bool isDrainWanted = false, isTaken = false;
    NodeMembership membership;
    Leases leases;
    ClusterRounds rounds;
};

QString stateOf(Database &database)
{
    return database.selectOne(u"SELECT state FROM cluster_node"_s, {}, [](const Row &row) { return row.text(0); })->value_or(QString());
}

} // namespace

class tst_clusterrounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void run_beatsEachFiveSeconds()
    {
        TEST_DATABASE(database);
        TestNode node(database, u"a"_s);
        QVERIFY(node.rounds.run(database).value_or(false));
        QCOMPARE(node.beats, 1);
        QCOMPARE(stateOf(database), u"ready"_s);
        node.boot.advance(4'499ms);
        const qint64 statements = database->statementCount();
        QVERIFY(node.rounds.run(database).value_or(false));
        QCOMPARE(database->statementCount(), statements + 1);
        QCOMPARE(node.beats, 1);
        QCOMPARE(node.rounds.heartbeatAge(), 4'499ms);
        node.boot.advance(1'001ms);
        QVERIFY(node.rounds.run(database).value_or(false));
        QCOMPARE(node.beats, 2);
        QCOMPARE(node.answers, 3);

        node.state = NodeState::Draining;
        node.rounds.beatSoon();
        QVERIFY(node.rounds.run(database).value_or(false));
        QCOMPARE(node.beats, 3);
        QCOMPARE(stateOf(database), u"draining"_s);
    }

    void run_measuresTheClock()
    {
        TEST_DATABASE(database);
        TestNode node(database, u"a"_s);
        const auto now = database->selectOne(u"SELECT DBNOW"_s, {}, [](const Row &row) { return row.integer(0); });
        node.clock.advance(Millis(**now) + 60s - node.clock.now().time_since_epoch()); // a minute ahead
        QVERIFY(node.rounds.run(database).value_or(false));
        const Millis offset = node.rounds.clockOffset();
        QVERIFY2(offset >= -60s && offset < -50s, qPrintable(QString::number(offset.count())));
    }

    void run_suspendsTakeOversWhenTheDatabasesClockJumps()
    {
        TEST_DATABASE(database);
        TestNode node(database, u"a"_s);
        QVERIFY(node.rounds.run(database).value_or(false));
        const TestBootClock boot;
        Leases dead(u"dead/1"_s, u"dead"_s, boot);
        QVERIFY(*dead.take(database, u"x"_s, 15s));
        QVERIFY(database->execute(u"UPDATE cluster_lease SET lease_until = 1"_s));

        node.boot.advance(10s); // while the database's clock goes on by next to nothing
        QVERIFY(node.rounds.run(database).value_or(false));
        QVERIFY(!*node.leases.take(database, u"x"_s, 15s));
        node.boot.advance(18s);
        QVERIFY(*node.leases.take(database, u"x"_s, 15s));
    }

    void run_reportsOrdersAndJobs()
    {
        TEST_DATABASE(database);
        TestNode node(database, u"a"_s);
        QVERIFY(database->execute(u"UPDATE cluster_node SET wanted = 'drain'"_s));
        QVERIFY(database->execute(u"INSERT INTO cluster_job (name, due_at, epoch, started_at, finished_at, result, message)"
                                  " VALUES ('j', 1, 0, 0, 0, '', '')"_s));
        QVERIFY(node.rounds.run(database).value_or(false));
        QVERIFY(node.isDrainWanted);
        QCOMPARE(node.dueJobs, 1);

        node.state = NodeState::Draining;
        QVERIFY(database->execute(u"UPDATE cluster_node SET wanted = ''"_s));
        QVERIFY(node.rounds.run(database).value_or(false));
        QVERIFY(!node.isDrainWanted);
        QCOMPARE(node.dueJobs, 1);
    }

    void run_givesLeasesBackUnlessReady()
    {
        TEST_DATABASE(database);
        TestNode node(database, u"a"_s);
        QVERIFY(node.rounds.run(database).value_or(false));
        const auto lease = node.leases.take(database, u"x"_s, 15s);
        QVERIFY(lease && *lease);
        node.state = NodeState::Draining;
        QVERIFY(node.rounds.run(database).value_or(false));
        QVERIFY(!node.leases.isHeld(**lease));
        QVERIFY(!*node.leases.take(database, u"x"_s, 15s));
        node.state = NodeState::Ready;
        QVERIFY(node.rounds.run(database).value_or(false));
        QVERIFY(*node.leases.take(database, u"x"_s, 15s));
    }

    void run_endsWhenTheIdentityIsTaken()
    {
        TEST_DATABASE(database);
        TestNode node(database, u"a"_s);
        QVERIFY(node.rounds.run(database).value_or(false));
        const auto lease = node.leases.take(database, u"x"_s, 15s);
        NodeMembership other({u"a"_s, u"host-a"_s}, {u"a"_s, {}, {}, 1, u"[]"_s});
        QVERIFY(other.enter(database).value_or(false));

        QVERIFY(!node.rounds.run(database).value_or(true));
        QVERIFY(node.isTaken);
        QVERIFY(!node.leases.isHeld(**lease));
    }

    void run_returnsAfterTheOthersGaveItUp()
    {
        TEST_DATABASE(database);
        TestNode node(database, u"a"_s);
        QVERIFY(node.rounds.run(database).value_or(false));
        QVERIFY(database->execute(u"UPDATE cluster_node SET state = 'gone', ended = 'lost'"_s));
        QVERIFY(node.rounds.run(database).value_or(false));
        QCOMPARE(stateOf(database), u"ready"_s);
        const auto returns = database->selectOne(u"SELECT COUNT(*) FROM cluster_history WHERE kind = 'node-returned'"_s, {},
                                                 [](const Row &row) { return row.integer(0); });
        QCOMPARE(**returns, 1);
    }

    void leave_givesBackAndSaysGone()
    {
        TEST_DATABASE(database);
        TestNode node(database, u"a"_s);
        QVERIFY(node.rounds.run(database).value_or(false));
        QVERIFY(*node.leases.take(database, u"x"_s, 15s));
        QVERIFY(node.rounds.leave(database));
        QCOMPARE(stateOf(database), u"gone"_s);
        const TestBootClock boot;
        Leases other(u"b/1"_s, u"b"_s, boot);
        QVERIFY(*other.take(database, u"x"_s, 15s));
    }
};

QTEST_GUILESS_MAIN(tst_clusterrounds)
#include "tst_clusterrounds.moc"
