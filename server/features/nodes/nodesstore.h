#pragma once

#include "features/nodes/clusterstate.h"
#include "platform/storage/database.h"

namespace mdash {

/// The cluster's tables as an administrator and the cluster's own watch see them.
class NodesStore
{
public:
    explicit NodesStore(Database &database) : m_database(database) {}

    /// Empty before the first node registered.
    [[nodiscard]] Result<ClusterState> state();
    /// Those that somebody holds.
    [[nodiscard]] Result<std::vector<ClusterLease>> leases();
    [[nodiscard]] Result<std::vector<ClusterJob>> jobs();
    [[nodiscard]] Result<DatabaseFacts> database();
    [[nodiscard]] Result<std::optional<ClusterNode>> node(const QString &id);

    struct Config
    {
        QString nodeId, settings; // JSON
        qint64 updatedAt = 0;
    };
    /// Of the nodes that live.
    [[nodiscard]] Result<std::vector<Config>> configs();
    /// After @p after, oldest first, at most @p limit; without it the last ones.
    [[nodiscard]] Result<std::vector<ClusterEventRow>> events(std::optional<qint64> after, qint64 limit);

    /// Orders a node to drain, or takes the order back, for the reason of @p login; tells it by the event "node".
    Result<void> order(const ClusterNode &node, bool drain, const QString &login);
    /// Makes a job due now. False if there is none of that name.
    Result<bool> makeDue(const QString &job);

    /// Notes that a node has not been heard of. True if this call did it; no effect if the node has come back.
    Result<bool> markLost(const ClusterNode &node);
    /// True if this call opened or closed the finding; @p subject is for the history.
    Result<bool> openFinding(const QString &id, const QString &node, const QString &text);
    Result<bool> closeFinding(const QString &id, const QString &node);

    /// Deletes at most @p most nodes that were last heard of 7 days ago, and what is kept of them. Answers how many.
    Result<qint64> removeGone(qint64 most);
    /// Deletes at most @p most events older than 30 days. Answers how many.
    Result<qint64> removeOldHistory(qint64 most);

private:
    Database &m_database;
};

} // namespace mdash
