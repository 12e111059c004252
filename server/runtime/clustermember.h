#pragma once

#include "features/nodes/mustmatch.h"
#include "platform/cluster/clusterthread.h"
#include "runtime/nodeparts.h"

namespace mdash {

/// What makes this node one of its cluster: its row, heartbeats, leases, jobs, and the orders of administrators. Made at the
/// start on the main thread; its end says that the node is gone.
class ClusterMember
{
public:
    struct Callbacks
    {
        std::function<void(bool)> onDrainWanted;  // called when it changes, on the cluster thread
        std::function<void()> onIdentityTaken;    // on the cluster thread
    };

    /// Registers the node and begins its heartbeats, on a connection with @p options. Waits up to 16 s if another node has its identity.
    [[nodiscard]] static Result<std::unique_ptr<ClusterMember>> join(NodeParts &parts, const DatabaseOptions &options, Database &database,
                                                                     const NodeIdentity &identity, const Secret &secretKey,
                                                                     const QString &address, Callbacks callbacks);
    ~ClusterMember();

    /// False if the cluster has another secret key; then the node must not serve.
    [[nodiscard]] Result<bool> hasClusterKey(Database &database);
    /// From now on this node runs the jobs that are due.
    void startJobs();
    /// The node's state changed, or somebody wants something of it: a round at once. Any thread.
    void wake() { m_thread->wake(); }
    /// Brings the metrics up to date. Any thread.
    void refreshFigures();

    [[nodiscard]] const QString &nodeId() const { return m_membership.identity().nodeId; }
    /// How this node reaches the database: as the author of its events.
    [[nodiscard]] const DatabaseOptions &databaseOptions() const { return m_options; }
    [[nodiscard]] Leases &leases() { return m_leases; }

private:
    ClusterMember(NodeParts &parts, const DatabaseOptions &options, NodeMembership membership, const QString &clusterId, Callbacks callbacks);
    [[nodiscard]] ClusterHooks hooks();
    [[nodiscard]] NodeReport report() const;
    void watch(Database &database);
    void onJobRun(Database &database, const Jobs::Run &run);

    NodeParts &m_parts;
    const Callbacks m_callbacks;
    const SystemBootClock m_boot;
    NodeMembership m_membership;
    const DatabaseOptions m_options; // with the node as origin
    const QString m_clusterId;
    const std::vector<MustMatch> m_mustMatch;
    Leases m_leases;
    Jobs m_jobs;
    bool m_isDrainWanted = false; // of the cluster thread
    std::mutex m_mutex;
    std::unique_ptr<JobThread> m_jobThread; // guarded by m_mutex
    ClusterRounds m_rounds;
    std::unique_ptr<ClusterThread> m_thread;
};

} // namespace mdash
