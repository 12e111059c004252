#pragma once

#include "features/nodes/nodesstore.h"
#include "features/provisioning/provisioningservice.h"
#include "features/provisioning/provisioningstore.h"
#include "platform/cluster/leases.h"

#include <mutex>

namespace mdash {

/// The hash of this node's provisioning files, which its heartbeats carry a print of. One per node; thread-safe.
class ProvisioningHash
{
public:
    void set(const QString &hash)
    {
        const std::lock_guard lock(m_mutex);
        m_hash = hash;
    }
    [[nodiscard]] QString value() const
    {
        const std::lock_guard lock(m_mutex);
        return m_hash;
    }

private:
    mutable std::mutex m_mutex;
    QString m_hash; // guarded by m_mutex
};

/// Has one node of the cluster apply the provisioning files (cluster.md §4), so that a set may be rolled out node by node: the
/// set that most live nodes have is applied, once. What its files no longer name is deleted when all live nodes have it; a node
/// without files deletes nothing. One per worker.
class ProvisioningTurn
{
public:
    /// @p print is how heartbeats tell a hash.
    using Print = std::function<QString(const QString &hash)>;
    ProvisioningTurn(Database &database, ProvisioningService &provisioning, Leases &leases, QString nodeId, Print print, ProvisioningHash &hash);

    enum class Outcome {
        Applied,  // by this node, now or before, or by another one
        Outvoted, // most nodes have other files, or no set has most
        Busy,     // another node is applying
    };
    /// @p again: also what was applied before. Fails only if a file cannot be understood, or the database does not answer.
    [[nodiscard]] Result<Outcome> run(bool again = false);

private:
    struct Votes
    {
        int mine = 1;
        int most = 0; // of another set
        int all = 1;  // live nodes
    };
    [[nodiscard]] Result<Votes> votes(const QString &hash);
    Result<Outcome> apply(const ProvisioningStore::Applied &wanted, const Lease &lease);

    Database &m_database;
    ProvisioningService &m_provisioning;
    Leases &m_leases;
    const QString m_nodeId;
    const Print m_print;
    ProvisioningHash &m_hash;
    NodesStore m_nodes;
    ProvisioningStore m_store;
};

} // namespace mdash
