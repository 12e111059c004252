#pragma once

#include "features/nodes/clusterstate.h"
#include "platform/cluster/finding.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <chrono>
#include <map>
#include <mutex>

namespace mdash {

/// The cluster as this node sees it, as metrics, also under the names that gossiping clusters use, so that existing
/// dashboards of those work. One per node; thread-safe.
class ClusterFigures
{
public:
    explicit ClusterFigures(prometheus::Registry &registry);

    /// @p selfId is this node's.
    void setState(const ClusterState &state, const std::vector<Finding> &findings, const QString &selfId);
    struct Own
    {
        std::chrono::milliseconds heartbeatAge{}, clockOffset{}, drain{}; // drain: since it began; 0 if there is none
        std::map<QString, qint64> leaseEpochs; // by name
        qint64 leasesLost = 0, leasesFenced = 0;
    };
    void setOwn(const Own &own);
    void countJob(const QString &name, const QString &result);

private:
    void setFindings(const std::vector<Finding> &findings);

    std::mutex m_mutex; // one update at a time
    prometheus::Family<prometheus::Gauge> &m_nodes, &m_findings, &m_epochs;
    prometheus::Gauge &m_heartbeatAge, &m_clockOffset, &m_drain;
    prometheus::Counter &m_lost, &m_fenced;
    prometheus::Family<prometheus::Counter> &m_jobs;
    std::map<std::string, std::vector<prometheus::Gauge *>> m_gossip; // by name without prefix
    std::map<QString, prometheus::Gauge *> m_byKind, m_byLease;
};

} // namespace mdash
