#pragma once

#include "features/nodes/clusterfindings.h"
#include "features/nodes/nodesstore.h"
#include "platform/http/principal.h"

namespace mdash {

/// All that the cluster page shows, from rows: every node gives the same answer.
struct ClusterOverview
{
    ClusterState state;
    ClusterHealth health;
    std::vector<Finding> findings;
    DatabaseFacts database;
    std::vector<ClusterLease> leases;
    std::vector<ClusterJob> jobs;
};

/// The effective settings of one node, and who has others.
struct NodeConfig
{
    struct Setting
    {
        QString section, key, value, origin; // a secret's value is masked
        std::vector<std::pair<QString, QString>> others; // live nodes that have another value: name, value
    };
    ClusterNode node;
    qint64 updatedAt = 0;
    std::vector<Setting> settings;
};

/// What an administrator may see and order, and what each node watches for all. One per connection.
class NodesService
{
public:
    explicit NodesService(NodesStore &store) : m_store(store) {}

    [[nodiscard]] Result<ClusterOverview> overview();
    /// Fails with NotFound for an unknown node, or for one that has published nothing.
    [[nodiscard]] Result<NodeConfig> config(const QString &nodeId);
    [[nodiscard]] Result<std::vector<ClusterEventRow>> events(std::optional<qint64> after, qint64 limit);

    /// The node carries it out within seconds. Fails with NotFound, or Conflict for a node that is starting or gone.
    Result<void> drain(const Principal &caller, const QString &nodeId) { return order(caller, nodeId, true); }
    Result<void> resume(const Principal &caller, const QString &nodeId) { return order(caller, nodeId, false); }
    /// A ready node runs it within a second. Fails with NotFound, or Conflict while it runs.
    Result<void> runJob(const Principal &caller, const QString &name);

    /// A look at the others, each heartbeat: marks nodes that are not heard of as gone, records findings that came and went,
    /// and says so in the log. @p self is this node's name.
    Result<std::pair<ClusterState, std::vector<Finding>>> watch(const QString &self);

private:
    Result<void> order(const Principal &caller, const QString &nodeId, bool drain);
    Result<void> recordFindings(const ClusterState &state, const std::vector<Finding> &findings, const QString &self);

    NodesStore &m_store;
};

} // namespace mdash
