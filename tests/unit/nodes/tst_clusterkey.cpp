#include "features/nodes/clusterkey.h"
#include "features/nodes/mustmatch.h"
#include "platform/cluster/nodemembership.h"

#include "support/testdatabase.h"

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_clusterkey : public QObject
{
    Q_OBJECT

    /// A node that told its fingerprints.
    static QString addNode(Database &database, const QString &name, const char *secret)
    {
        const QString clusterId = SchemaStore(database).state()->clusterId;
        const Fingerprints prints{Secret(secret)};
        NodeMembership node({name, u"host-"_s + name}, {name, {}, {}, 1, u"[]"_s});
        [&] {
            QVERIFY(node.enter(database).value_or(false));
            QVERIFY(node.beat(database, {NodeState::Starting, 0, 0, prints.of({}, clusterId), u"{}"_s}).value_or(false));
        }();
        return prints.keyCheck(clusterId);
    }

    struct Decision
    {
        Result<bool> has = false;
        std::chrono::milliseconds waited{0};
    };
    static Decision decide(Database &database, const QString &keyCheck, bool mayHaveOthers = true, const std::function<void()> &meanwhile = [] {})
    {
        NodesStore nodes(database);
        SchemaStore schema(database);
        Decision decision;
        decision.has = hasClusterKey(nodes, schema, keyCheck, mayHaveOthers, [&](std::chrono::milliseconds time) {
            decision.waited += time;
            meanwhile();
            return decision.waited < 10s;
        });
        return decision;
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void first_makesTheClustersKey()
    {
        TEST_DATABASE(database);
        const QString mine = addNode(database, u"a"_s, "the key of node a");
        const Decision first = decide(database, mine);
        QVERIFY(first.has && *first.has);
        QCOMPARE(first.waited, 2s);

        const Decision again = decide(database, mine);
        QVERIFY(again.has && *again.has);
        QCOMPARE(again.waited, 0s);
        const QString other = addNode(database, u"b"_s, "another key");
        QVERIFY(!*decide(database, other).has);
    }

    void alone_waitsForNobody()
    {
        TEST_DATABASE(database);
        const Decision decision = decide(database, addNode(database, u"a"_s, "the key of node a"), false);
        QVERIFY(decision.has && *decision.has);
        QCOMPARE(decision.waited, 0s);
    }

    void together_mostDecide()
    {
        TEST_DATABASE(database);
        const QString odd = addNode(database, u"a"_s, "the odd key");
        bool othersCame = false;
        QString many;
        const Decision decision = decide(database, odd, true, [&] {
            if (std::exchange(othersCame, true))
                return;
            many = addNode(database, u"b"_s, "the key of most");
            addNode(database, u"c"_s, "the key of most");
        });
        QVERIFY(!decision.has); // waits for the others to claim theirs, until the test gives up
        QVERIFY(decision.waited >= 10s);

        QVERIFY(*decide(database, many).has);
        QVERIFY(!*decide(database, odd).has);
    }

    void together_equallyManyComeToOneResult()
    {
        TEST_DATABASE(database);
        const QString a = addNode(database, u"a"_s, "key 1"), b = addNode(database, u"b"_s, "key 2");
        QVERIFY(!decide(database, std::max(a, b)).has);
        QVERIFY(*decide(database, std::min(a, b)).has);
        QVERIFY(!*decide(database, std::max(a, b)).has);
    }
};

QTEST_GUILESS_MAIN(tst_clusterkey)
#include "tst_clusterkey.moc"
