#include "features/nodes/clusterfigures.h"

#include <array>

namespace mdash {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;

Family<Gauge> &gauges(prometheus::Registry &registry, const std::string &name, const char *help)
{
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

Counter &counter(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

struct GossipName
{
    const char *name, *help;
};

constexpr const char *members = "cluster_members", *failedPeers = "cluster_failed_peers", *healthScore = "cluster_health_score",
                     *position = "peer_position";

constexpr std::array gossipNames{
    GossipName{members, "Nodes that live."},
    GossipName{failedPeers, "Nodes that ended without a word."},
    GossipName{healthScore, "0 while the cluster is well; grows with what is wrong."},
    GossipName{position, "Place of this node among those that live, by name."},
};

void moveTo(Counter &counter, double total)
{
    if (const double growth = total - counter.Value(); growth > 0)
        counter.Increment(growth);
}

double seconds(std::chrono::milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

/// Sets @p values by label and takes away the series of others.
template<class Number>
void setByLabel(Family<Gauge> &family, std::map<QString, Gauge *> &known, const char *label, const std::map<QString, Number> &values)
{
    for (auto series = known.begin(); series != known.end();) {
        if (values.contains(series->first)) {
            ++series;
            continue;
        }
        family.Remove(series->second);
        series = known.erase(series);
    }
    for (const auto &[name, value] : values) {
        Gauge *&gauge = known[name];
        if (!gauge)
            gauge = &family.Add({{label, name.toStdString()}});
        gauge->Set(static_cast<double>(value));
    }
}

} // namespace

ClusterFigures::ClusterFigures(prometheus::Registry &registry)
    : m_nodes(gauges(registry, "md_cluster_nodes", "Nodes of the cluster by state, as their rows say.")),
      m_findings(gauges(registry, "md_cluster_findings", "Things that an administrator should look at.")),
      m_epochs(gauges(registry, "md_lease_epoch", "Epochs of the leases that this node holds.")),
      m_heartbeatAge(gauges(registry, "md_cluster_heartbeat_age_seconds", "Since this node's last heartbeat reached the database.").Add({})),
      m_clockOffset(gauges(registry, "md_cluster_clock_offset_seconds", "By how much the database's clock is ahead of this node's.").Add({})),
      m_drain(gauges(registry, "md_drain_seconds", "How long this node has been draining.").Add({})),
      m_lost(counter(registry, "md_lease_lost_total", "Leases that ended before this node gave them back.")),
      m_fenced(counter(registry, "md_lease_fenced_total", "Writes that were stopped because another node had taken the lease.")),
      m_jobs(prometheus::BuildCounter().Name("md_jobs_run_total").Help("Periodic jobs that this node ran.").Register(registry))
{
    for (const char *prefix : {"alertmanager_", "grafana_alertmanager_"}) {
        for (const GossipName &gossip : gossipNames)
            m_gossip[gossip.name].push_back(&gauges(registry, std::string(prefix) + gossip.name, gossip.help).Add({}));
    }
}

void ClusterFigures::setState(const ClusterState &state, const std::vector<Finding> &findings, const QString &selfId)
{
    std::map<NodeState, int> count;
    int lost = 0, place = 0, ownPlace = 0;
    for (const ClusterNode &node : state.nodes) {
        ++count[node.state];
        lost += node.isLost ? 1 : 0;
        if (node.id == selfId)
            ownPlace = place;
        place += node.isLive() ? 1 : 0;
    }
    const std::lock_guard lock(m_mutex);
    for (const NodeState each : {NodeState::Starting, NodeState::Ready, NodeState::Draining, NodeState::Gone})
        m_nodes.Add({{"state", nodeStateName(each).data()}}).Set(count[each]);
    setFindings(findings);
    const auto setGossip = [&](const char *name, double value) {
        for (Gauge *gauge : m_gossip[name])
            gauge->Set(value);
    };
    setGossip(members, place);
    setGossip(failedPeers, lost);
    setGossip(healthScore, static_cast<double>(findings.size()));
    setGossip(position, ownPlace);
}

void ClusterFigures::setFindings(const std::vector<Finding> &findings)
{
    std::map<QString, int> byKind;
    for (const Finding &finding : findings)
        ++byKind[finding.kind];
    setByLabel(m_findings, m_byKind, "kind", byKind);
}

void ClusterFigures::setOwn(const Own &own)
{
    const std::lock_guard lock(m_mutex);
    m_heartbeatAge.Set(seconds(own.heartbeatAge));
    m_clockOffset.Set(seconds(own.clockOffset));
    m_drain.Set(seconds(own.drain));
    moveTo(m_lost, static_cast<double>(own.leasesLost));
    moveTo(m_fenced, static_cast<double>(own.leasesFenced));
    setByLabel(m_epochs, m_byLease, "name", own.leaseEpochs);
}

void ClusterFigures::countJob(const QString &name, const QString &result)
{
    m_jobs.Add({{"name", name.toStdString()}, {"result", result.toStdString()}}).Increment();
}

} // namespace mdash
