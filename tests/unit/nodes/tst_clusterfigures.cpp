#include "features/nodes/clusterfigures.h"

#include <prometheus/text_serializer.h>

#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_clusterfigures : public QObject
{
    Q_OBJECT

    static ClusterNode node(const QString &name, NodeState state)
    {
        ClusterNode node;
        node.id = node.name = name;
        node.state = state;
        node.isLost = state == NodeState::Gone;
        return node;
    }
    static QString textOf(const prometheus::Registry &registry)
    {
        return QString::fromStdString(prometheus::TextSerializer().Serialize(registry.Collect()));
    }

private Q_SLOTS:
    void state_isToldUnderBothNames()
    {
        prometheus::Registry registry;
        ClusterFigures figures(registry);
        ClusterState state;
        state.nodes = {node(u"a"_s, NodeState::Ready), node(u"b"_s, NodeState::Gone), node(u"c"_s, NodeState::Ready), node(u"d"_s, NodeState::Draining)};
        Finding finding;
        finding.kind = u"setting-differs"_s;
        figures.setState(state, {finding, finding}, u"c"_s);

        const QString text = textOf(registry);
        for (const char *line : {"md_cluster_nodes{state=\"ready\"} 2\n", "md_cluster_nodes{state=\"gone\"} 1\n", "md_cluster_nodes{state=\"starting\"} 0\n",
                                 "md_cluster_findings{kind=\"setting-differs\"} 2\n", "\nalertmanager_cluster_members 3\n",
                                 "\ngrafana_alertmanager_cluster_members 3\n", "alertmanager_cluster_failed_peers 1\n",
                                 "alertmanager_peer_position 1\n"})
            QVERIFY2(text.contains(QLatin1StringView(line)), line);

        figures.setState(state, {}, u"c"_s);
        QVERIFY(!textOf(registry).contains(u"setting-differs"_s));
    }

    void own_followsLeasesThatComeAndGo()
    {
        prometheus::Registry registry;
        ClusterFigures figures(registry);
        figures.setOwn({1500ms, -20ms, 0ms, {{u"job:sessions"_s, 7}}, 2, 1});
        figures.countJob(u"sessions"_s, u"done"_s);
        figures.countJob(u"sessions"_s, u"done"_s);
        const QString text = textOf(registry);
        for (const char *line : {"md_cluster_heartbeat_age_seconds 1.5\n", "md_cluster_clock_offset_seconds -0.02\n",
                                 "md_lease_epoch{name=\"job:sessions\"} 7\n", "md_lease_lost_total 2\n", "md_lease_fenced_total 1\n",
                                 "md_jobs_run_total{name=\"sessions\",result=\"done\"} 2\n"})
            QVERIFY2(text.contains(QLatin1StringView(line)), line);

        figures.setOwn({});
        QVERIFY(!textOf(registry).contains(u"md_lease_epoch{"_s));
        QVERIFY(textOf(registry).contains(u"md_lease_lost_total 2\n"_s));
    }
};

QTEST_APPLESS_MAIN(tst_clusterfigures)
#include "tst_clusterfigures.moc"
