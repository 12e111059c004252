#include "features/provisioning/provisioningturn.h"

#include "features/nodes/mustmatch.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString leaseName = u"provisioning"_s;
constexpr std::chrono::milliseconds leaseTime{60'000};

} // namespace

ProvisioningTurn::ProvisioningTurn(Database &database, ProvisioningService &provisioning, Leases &leases, QString nodeId, Print print,
                                   ProvisioningHash &hash)
    : m_database(database), m_provisioning(provisioning), m_leases(leases), m_nodeId(std::move(nodeId)), m_print(std::move(print)),
      m_hash(hash), m_nodes(database), m_store(database)
{
}

/// A node that has told nothing yet does not vote, but nothing is deleted before it has.
Result<ProvisioningTurn::Votes> ProvisioningTurn::votes(const QString &hash)
{
    const auto state = m_nodes.state();
    if (!state)
        return tl::unexpected(state.error());
    QMap<QString, int> others;
    Votes votes;
    for (const ClusterNode &node : state->nodes) {
        const QString theirs = readFingerprints(node.fingerprints).value(provisioningFilesName());
        if (!node.isLive() || node.id == m_nodeId)
            continue;
        ++votes.all;
        if (theirs == m_print(hash))
            ++votes.mine;
        else if (!theirs.isEmpty())
            votes.most = std::max(votes.most, ++others[theirs]);
    }
    return votes;
}

Result<ProvisioningTurn::Outcome> ProvisioningTurn::run(bool again)
{
    const auto hash = m_provisioning.filesHash();
    if (!hash)
        return tl::unexpected(hash.error());
    m_hash.set(*hash);
    const auto applied = m_store.applied();
    if (!applied)
        return tl::unexpected(applied.error());
    if (!again && applied->hash == *hash && applied->hasDeleted)
        return Outcome::Applied;
    const auto votes = this->votes(*hash);
    if (!votes)
        return tl::unexpected(votes.error());
    if (votes->mine <= votes->most)
        return Outcome::Outvoted;
    const bool mayDelete = votes->mine == votes->all;
    if (!again && applied->hash == *hash && !mayDelete)
        return Outcome::Applied;
    const auto lease = m_leases.take(m_database, leaseName, leaseTime);
    if (!lease || !*lease)
        return lease.map([](const auto &) { return Outcome::Busy; });
    auto outcome = apply({*hash, mayDelete}, **lease);
    const auto released = m_leases.release(m_database, **lease);
    return outcome && !released ? tl::unexpected(released.error()) : outcome;
}

/// What was not applied completely is not recorded, so that it is tried again.
Result<ProvisioningTurn::Outcome> ProvisioningTurn::apply(const ProvisioningStore::Applied &wanted, const Lease &lease)
{
    const ProvisioningService::Rules rules{wanted.hasDeleted, [&] { return m_leases.isHeld(lease); }};
    const auto hasSources = m_provisioning.applyDataSources();
    if (!hasSources)
        return tl::unexpected(hasSources.error());
    const auto hasDashboards = m_provisioning.applyDashboards(rules);
    if (!hasDashboards)
        return tl::unexpected(hasDashboards.error());
    if (!*hasSources || !*hasDashboards)
        return Outcome::Applied;
    return m_database
        .transact([&](Transaction &) { return m_leases.guard(m_database, lease).and_then([&] { return m_store.record(wanted); }); })
        .map([] { return Outcome::Applied; });
}

} // namespace mdash
