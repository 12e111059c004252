#include "platform/cluster/nodemembership.h"

#include "platform/cluster/leases.h"
#include "support/testclock.h"
#include "support/testdatabase.h"

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_nodemembership : public QObject
{
    Q_OBJECT

    const NodeIdentity m_identity{u"11111111-2222-3333-4444-555555555555"_s, u"host-a"_s};
    const NodeFacts m_facts{u"node-a"_s, u"127.0.0.1:3000"_s, u"1.0"_s, 1, u"[]"_s};

    static QString valueOf(Database &database, const QString &column)
    {
        return database.selectOne(u"SELECT %1 FROM cluster_node"_s.arg(column), {}, [](const Row &row) { return row.text(0); })->value_or(u"no row"_s);
    }
    static QStringList history(Database &database)
    {
        QStringList kinds;
        [&] {
            QVERIFY(database.forEach(u"SELECT kind FROM cluster_history ORDER BY id"_s, {}, [&](const Row &row) { kinds.append(row.text(0)); }));
        }();
        return kinds;
    }
    /// As if the node had not been heard of for a minute.
    static void silence(Database &database)
    {
        QVERIFY(database.execute(u"UPDATE cluster_node SET heartbeat_at = heartbeat_at - 60000"_s));
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void enter_countsIncarnations()
    {
        TEST_DATABASE(database);
        NodeMembership first(m_identity, m_facts), second(m_identity, m_facts);
        QVERIFY(first.enter(database).value_or(false));
        QCOMPARE(first.owner(), m_identity.nodeId + u"/1"_s);
        QVERIFY(second.enter(database).value_or(false));
        QCOMPARE(second.incarnation(), 2);
        QCOMPARE(valueOf(database, u"state"_s), u"starting"_s);
        QCOMPARE(valueOf(database, u"name"_s), u"node-a"_s);
        QCOMPARE(history(database), QStringList({u"node-joined"_s, u"node-restarted"_s}));
    }

    void enter_freesLeasesOfOlderIncarnationsOfItsHost()
    {
        TEST_DATABASE(database);
        const TestBootClock boot;
        NodeMembership first(m_identity, m_facts), second(m_identity, m_facts);
        QVERIFY(first.enter(database).value_or(false));
        Leases old(first.owner(), u"node-a"_s, boot), other(u"other/1"_s, u"b"_s, boot);
        QVERIFY(*old.take(database, u"x"_s, 60s));
        QVERIFY(*other.take(database, u"y"_s, 60s));

        QVERIFY(second.enter(database).value_or(false));

        Leases fresh(second.owner(), u"node-a"_s, boot);
        QVERIFY(*fresh.take(database, u"x"_s, 60s));
        QVERIFY(!*fresh.take(database, u"y"_s, 60s));
    }

    void enter_refusesAnIdThatLivesElsewhere()
    {
        TEST_DATABASE(database);
        NodeMembership original(m_identity, m_facts), copy({m_identity.nodeId, u"host-b"_s}, m_facts);
        QVERIFY(original.enter(database).value_or(false));
        QVERIFY(!copy.enter(database).value_or(true));
        QVERIFY(original.beat(database, {}).value_or(false));

        silence(database);
        const TestBootClock boot;
        Leases leases(original.owner(), u"node-a"_s, boot);
        QVERIFY(*leases.take(database, u"x"_s, 60s));
        QVERIFY(copy.enter(database).value_or(false)); // the data folder moved to another machine
        QVERIFY(!original.beat(database, {}).value_or(true));
        Leases own(copy.owner(), u"node-a"_s, boot);
        QVERIFY(!*own.take(database, u"x"_s, 60s)); // nobody knows whether the old one is dead
    }

    void joinCluster_givesACopyAnIdOfItsOwn()
    {
        TEST_DATABASE(database);
        const QTemporaryDir folder;
        const auto identity = loadNodeIdentity(folder.path());
        QVERIFY(identity);
        NodeMembership original({identity->nodeId, u"the machine it was copied from"_s}, m_facts);
        QVERIFY(original.enter(database).value_or(false));
        Millis waited{0};
        bool isCopied = false;

        const auto joined = joinCluster(database, folder.path(), *identity, m_facts, [&](Millis time) { waited += time; return true; },
                                        [&] { isCopied = true; });

        QVERIFY(joined);
        QCOMPARE(waited, 16s);
        QVERIFY(isCopied);
        QVERIFY(joined->identity().nodeId != identity->nodeId);
        QCOMPARE(loadNodeIdentity(folder.path())->nodeId, joined->identity().nodeId);
        QVERIFY(original.beat(database, {}).value_or(false));
    }

    void joinCluster_keepsTheIdOfAMachineThatIsGone()
    {
        TEST_DATABASE(database);
        const QTemporaryDir folder;
        const auto identity = loadNodeIdentity(folder.path());
        NodeMembership original({identity->nodeId, u"the machine it moved from"_s}, m_facts);
        QVERIFY(original.enter(database).value_or(false));

        const auto joined = joinCluster(database, folder.path(), *identity, m_facts, [&](Millis) { silence(database); return true; },
                                        [] { QFAIL("it is no copy"); });

        QVERIFY(joined);
        QCOMPARE(joined->identity().nodeId, identity->nodeId);
        QCOMPARE(joined->incarnation(), 2);
    }

    void joinCluster_endsWhenTheProcessEnds()
    {
        TEST_DATABASE(database);
        const QTemporaryDir folder;
        const auto identity = loadNodeIdentity(folder.path());
        NodeMembership original({identity->nodeId, u"elsewhere"_s}, m_facts);
        QVERIFY(original.enter(database).value_or(false));
        QVERIFY(!joinCluster(database, folder.path(), *identity, m_facts, [](Millis) { return false; }, [] {}));
    }

    void beat_writesWhatTheNodeReports()
    {
        TEST_DATABASE(database);
        NodeMembership node(m_identity, m_facts);
        QVERIFY(node.enter(database).value_or(false));
        silence(database);
        QVERIFY(node.beat(database, {NodeState::Ready, -17, 42, u"{\"a\":\"b\"}"_s, u"{\"load\":{}}"_s}).value_or(false));

        QCOMPARE(valueOf(database, u"state"_s), u"ready"_s);
        QCOMPARE(valueOf(database, u"clock_offset"_s), u"-17"_s);
        QCOMPARE(valueOf(database, u"last_event"_s), u"42"_s);
        QCOMPARE(valueOf(database, u"fingerprints"_s), u"{\"a\":\"b\"}"_s);
        QCOMPARE(valueOf(database, u"CASE WHEN heartbeat_at > DBNOW - 5000 THEN 'fresh' ELSE 'old' END"_s), u"fresh"_s);
        QVERIFY(node.beat(database, {NodeState::Ready, qint64(1) << 40, 0, u"{}"_s, u"{}"_s}).value_or(false)); // a clock of another age
    }

    void look_seesOrdersJobsAndTheIdentity()
    {
        TEST_DATABASE(database);
        NodeMembership node(m_identity, m_facts);
        QVERIFY(node.enter(database).value_or(false));
        auto look = node.look(database);
        QVERIFY(look && look->isMine && !look->isDrainWanted && !look->hasDueJobs && !look->isDeclaredGone);
        QVERIFY(look->databaseTime > 1'700'000'000'000);

        QVERIFY(database->execute(u"UPDATE cluster_node SET wanted = 'drain', state = 'gone'"_s));
        QVERIFY(database->execute(u"INSERT INTO cluster_job (name, due_at, epoch, started_at, finished_at, result, message)"
                                  " VALUES ('j', 1, 0, 0, 0, '', '')"_s));
        look = node.look(database);
        QVERIFY(look && look->isMine && look->isDrainWanted && look->hasDueJobs && look->isDeclaredGone);

        NodeMembership next(m_identity, m_facts);
        QVERIFY(next.enter(database).value_or(false));
        QVERIFY(!node.look(database)->isMine);
        QVERIFY(!next.look(database)->isDrainWanted); // an order is for one run
        QVERIFY(database->execute(u"DELETE FROM cluster_node"_s));
        QVERIFY(!next.look(database)->isMine);
    }

    void leave_saysThatTheNodeEnded()
    {
        TEST_DATABASE(database);
        NodeMembership node(m_identity, m_facts);
        QVERIFY(node.enter(database).value_or(false));
        QVERIFY(node.leave(database));
        QCOMPARE(valueOf(database, u"state"_s), u"gone"_s);
        QCOMPARE(valueOf(database, u"ended"_s), u"left"_s);
        QCOMPARE(history(database), QStringList({u"node-joined"_s, u"node-left"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_nodemembership)
#include "tst_nodemembership.moc"
