#pragma once

#include "platform/cluster/nodeidentity.h"
#include "platform/cluster/nodestate.h"
#include "platform/storage/database.h"

#include <chrono>
#include <functional>

namespace mdash {

/// What does not change while a node runs.
struct NodeFacts
{
    QString name;    // instance_name
    QString address; // host:port, for people
    QString version;
    int release = 0; // of the schema
    QString settings; // JSON for the cluster page, secrets masked
};

/// What a heartbeat says.
struct NodeReport
{
    NodeState state = NodeState::Starting;
    qint64 clockOffset = 0; // ms by which the database's clock is ahead of the node's
    qint64 lastEvent = 0;
    QString fingerprints, detail; // JSON
};

/// What a node sees when it asks the database how things stand.
struct NodeLook
{
    qint64 databaseTime = 0; // ms
    bool isMine = true;      // false: another process has the identity, or the row is gone
    bool isDeclaredGone = false; // others missed its heartbeats
    bool isDrainWanted = false;
    bool hasDueJobs = false;
};

/// The node's own row of cluster_node (cluster.md §3). One thread at a time.
class NodeMembership
{
public:
    static constexpr std::chrono::milliseconds goneAfter{15'000}; // without a heartbeat

    NodeMembership(NodeIdentity identity, NodeFacts facts);

    /// Registers the next incarnation, in state starting. False if a node elsewhere has this id and lives. Leases of older
    /// incarnations of the same host become free, since this process holds the data folder's lock.
    Result<bool> enter(Database &database);
    /// False if another process took the identity: then this one must stop writing.
    Result<bool> beat(Database &database, const NodeReport &report);
    Result<NodeLook> look(Database &database);
    /// Says that the node ends as it should.
    Result<void> leave(Database &database);

    [[nodiscard]] const NodeIdentity &identity() const { return m_identity; }
    [[nodiscard]] const QString &name() const { return m_facts.name; }
    [[nodiscard]] qint64 incarnation() const { return m_incarnation; }
    /// "node id/incarnation": the owner of leases and author of events.
    [[nodiscard]] QString owner() const;

private:
    Result<bool> enterOnce(Database &database);
    Result<void> freeOldLeases(Database &database);

    NodeIdentity m_identity;
    NodeFacts m_facts;
    qint64 m_incarnation = 0;
};

/// Registers the node that keeps its files in @p dataFolder. If a node elsewhere has the same id and lives, waits 16 s by
/// @p wait; if that one still lives, this one is the copy and gets a new id, and @p onCopied is called. Fails with Conflict
/// if @p wait answers false: the process is to end.
[[nodiscard]] Result<NodeMembership> joinCluster(Database &database, const QString &dataFolder, const NodeIdentity &identity,
                                             const NodeFacts &facts, const std::function<bool(std::chrono::milliseconds)> &wait,
                                             const std::function<void()> &onCopied);

} // namespace mdash
