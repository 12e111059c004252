#include "features/nodes/clusterfindings.h"
#include "features/nodes/mustmatch.h"

#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 now = 1'700'000'000'000;
constexpr qint64 hour = 3'600'000;
const QString clusterId = u"0123456789abcdef0123456789abcdef"_s;

Fingerprints keyOf(const char *secret)
{
    return Fingerprints(Secret(secret));
}

ClusterNode node(const QString &name, const QString &rootUrl = u"https://a/"_s, const char *secret = "the key of the cluster")
{
    ClusterNode node;
    node.id = name;
    node.name = name;
    node.release = 1;
    node.state = NodeState::Ready;
    node.startedAt = now - 100 * hour;
    node.heartbeatAt = now;
    node.fingerprints = keyOf(secret).of({{u"server.root_url"_s, rootUrl}, {u"feature_toggles"_s, u""_s}}, clusterId);
    node.detail = u"{}"_s;
    return node;
}

ClusterState clusterOf(std::vector<ClusterNode> nodes)
{
    return {now, clusterId, keyOf("the key of the cluster").keyCheck(clusterId), std::move(nodes), {}};
}

ClusterNode lost(ClusterNode node, qint64 ago)
{
    node.state = NodeState::Gone;
    node.isLost = true;
    node.heartbeatAt = now - ago;
    return node;
}

} // namespace

class tst_clusterfindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalNodes_haveNone()
    {
        const ClusterState state = clusterOf({node(u"a"_s), node(u"b"_s), node(u"c"_s)});
        QVERIFY(findingsOf(state).empty());
        const ClusterHealth health = healthOf(state, {});
        QCOMPARE(health.level, ClusterHealth::Level::Ok);
        QCOMPARE(health.text, u"All 3 nodes are ready."_s);
    }

    void otherRootUrl_namesTheFew()
    {
        const auto findings = findingsOf(clusterOf({node(u"a"_s), node(u"b"_s), node(u"c"_s, u"https://elsewhere/"_s)}));
        QCOMPARE(findings.size(), 1U);
        QCOMPARE(findings[0].kind, u"setting-differs"_s);
        QCOMPARE(findings[0].level, FindingLevel::Red);
        QCOMPARE(findings[0].key, u"root_url"_s);
        QCOMPARE(findings[0].nodes, QStringList{u"c"_s});
        QCOMPARE(findings[0].text, u"root_url of c differs from that of a, b."_s);
        QVERIFY(findings[0].advice.contains(u"[server] root_url"_s));
        QCOMPARE(findings[0].messageId(), u"cluster.finding.setting-differs"_s);
    }

    void otherRootUrl_namesAllWhereThereAreNoMany()
    {
        const auto findings = findingsOf(clusterOf({node(u"a"_s), node(u"b"_s, u"https://elsewhere/"_s)}));
        QCOMPARE(findings[0].nodes, QStringList({u"a"_s, u"b"_s}));
        QCOMPARE(findings[0].text, u"root_url differs between a, b."_s);
    }

    void otherSecretKey_isTheOnlyThingSaidOfANode()
    {
        const auto findings = findingsOf(clusterOf({node(u"a"_s), node(u"b"_s), node(u"c"_s, u"https://elsewhere/"_s, "another key altogether")}));
        QCOMPARE(findings.size(), 1U);
        QCOMPARE(findings[0].kind, u"secret-key-differs"_s);
        QCOMPARE(findings[0].key, u"secret_key"_s);
        QCOMPARE(findings[0].level, FindingLevel::Red);
        QCOMPARE(findings[0].nodes, QStringList{u"c"_s});
    }

    void goneAndSilentNodes_areNotCompared()
    {
        ClusterNode starting = node(u"c"_s);
        starting.fingerprints = u"{}"_s;
        ClusterNode left = node(u"b"_s, u"https://elsewhere/"_s);
        left.state = NodeState::Gone;
        const ClusterState state = clusterOf({node(u"a"_s), left, starting});
        QVERIFY(findingsOf(state).empty());
        QCOMPARE(healthOf(state, {}).nodes, 2);
    }

    void clocks_areYellowThenRed()
    {
        ClusterNode fine = node(u"a"_s), slow = node(u"b"_s), wild = node(u"c"_s);
        fine.clockOffset = -500;
        slow.clockOffset = -501;
        const auto yellow = findingsOf(clusterOf({fine, slow}));
        QCOMPARE(yellow.size(), 1U);
        QCOMPARE(yellow[0].kind, u"clock-offset"_s);
        QCOMPARE(yellow[0].level, FindingLevel::Yellow);
        QCOMPARE(yellow[0].nodes, QStringList{u"b"_s});
        wild.clockOffset = 60'001;
        QCOMPARE(findingsOf(clusterOf({fine, slow, wild}))[0].level, FindingLevel::Red);
    }

    void names_shouldDiffer()
    {
        const auto findings = findingsOf(clusterOf({node(u"a"_s), node(u"a"_s), node(u"b"_s)}));
        QCOMPARE(findings[0].kind, u"node-name-twice"_s);
        QCOMPARE(findings[0].key, u"instance_name"_s);
        QCOMPARE(findings[0].nodes, QStringList{u"a"_s});
    }

    void releases_mayMixForADay()
    {
        ClusterNode fresh = node(u"b"_s);
        fresh.release = 2;
        fresh.startedAt = now - 23 * hour;
        QVERIFY(findingsOf(clusterOf({node(u"a"_s), fresh})).empty());
        fresh.startedAt = now - 25 * hour;
        QCOMPARE(findingsOf(clusterOf({node(u"a"_s), fresh}))[0].kind, u"mixed-releases"_s);
    }

    void lostNodes_matterForADay()
    {
        const ClusterState state = clusterOf({node(u"a"_s), lost(node(u"b"_s), hour)});
        const auto findings = findingsOf(state);
        QCOMPARE(findings[0].kind, u"node-lost"_s);
        const ClusterHealth health = healthOf(state, findings);
        QCOMPARE(health.level, ClusterHealth::Level::Degraded);
        QCOMPARE(health.text, u"1 of 2 nodes are ready; not ready: b."_s);
        QCOMPARE(health.names, QStringList{u"b"_s});

        const ClusterState later = clusterOf({node(u"a"_s), lost(node(u"b"_s), 25 * hour)});
        QVERIFY(findingsOf(later).empty());
        QCOMPARE(healthOf(later, {}).level, ClusterHealth::Level::Ok);
    }

    void ownFindings_areReadFromHeartbeats()
    {
        const Finding own{u"listen-unavailable"_s, FindingLevel::Yellow, {}, {}, u"A pooler swallows LISTEN."_s, u"Connect directly."_s, 0};
        ClusterNode a = node(u"a"_s), b = node(u"b"_s);
        a.detail = b.detail = QString::fromStdString("{\"findings\":" + writeOwnFindings({own}) + "}");
        const auto findings = findingsOf(clusterOf({a, b}));
        QCOMPARE(findings.size(), 1U);
        QCOMPARE(findings[0].kind, own.kind);
        QCOMPARE(findings[0].text, own.text);
        QCOMPARE(findings[0].advice, own.advice);
        QCOMPARE(findings[0].nodes, QStringList({u"a"_s, u"b"_s}));
    }

    void red_comesFirstAndKnowsItsTime()
    {
        ClusterNode odd = node(u"c"_s, u"https://elsewhere/"_s);
        odd.clockOffset = 700;
        ClusterState state = clusterOf({node(u"a"_s), node(u"b"_s), odd});
        state.openFindings = {{u"setting-differs:root_url"_s, 42}};
        const auto findings = findingsOf(state);
        QCOMPARE(findings.size(), 2U);
        QCOMPARE(findings[0].id(), u"setting-differs:root_url"_s);
        QCOMPARE(findings[0].since, 42);
        QCOMPARE(findings[1].since, 0);
        QCOMPARE(healthOf(state, findings).text, u"All nodes are ready, but something needs attention."_s);
    }

    void health_isDownWithoutAReadyNode()
    {
        ClusterNode starting = node(u"a"_s);
        starting.state = NodeState::Starting;
        const ClusterState state = clusterOf({starting});
        QCOMPARE(healthOf(state, {}).level, ClusterHealth::Level::Down);
        QCOMPARE(healthOf(clusterOf({}), {}).level, ClusterHealth::Level::Down);
    }

    void fingerprints_tellNoValues()
    {
        const Fingerprints prints = keyOf("the key of the cluster");
        const QString json = prints.of({{u"server.root_url"_s, u"https://a/"_s}}, clusterId);
        QVERIFY(!json.contains(u"https"_s));
        QCOMPARE(readFingerprints(json).value(u"server.root_url"_s).size(), 16);
        QVERIFY(prints.print(u"a"_s, u"x"_s) != prints.print(u"b"_s, u"x"_s));
        QVERIFY(prints.print(u"a"_s, u"x"_s) != keyOf("another key altogether").print(u"a"_s, u"x"_s));
        QCOMPARE(prints.keyCheck(clusterId).size(), 64);
        QVERIFY(readFingerprints(u"not json"_s).isEmpty());
    }
};

QTEST_APPLESS_MAIN(tst_clusterfindings)
#include "tst_clusterfindings.moc"
