#pragma once

#include "features/nodes/clusterstate.h"
#include "platform/cluster/finding.h"

namespace mdash {

/// Everything that an administrator should look at, the red first: what nodes report of themselves, settings that differ,
/// clocks, names, releases, nodes that ended without a word in the last 24 h. Pure; `since` is 0 for what is not recorded.
[[nodiscard]] std::vector<Finding> findingsOf(const ClusterState &state);

/// One sentence on how the cluster is.
struct ClusterHealth
{
    enum class Level { Ok, Degraded, Down } level = Level::Ok;
    QString messageId, text;
    int ready = 0, nodes = 0; // live or lost
    QStringList names;        // of those that are not ready
};
[[nodiscard]] ClusterHealth healthOf(const ClusterState &state, const std::vector<Finding> &findings);

/// JSON array that a heartbeat carries, and back.
[[nodiscard]] std::string writeOwnFindings(const std::vector<Finding> &findings);
[[nodiscard]] std::vector<Finding> readOwnFindings(const QString &detail);

} // namespace mdash
