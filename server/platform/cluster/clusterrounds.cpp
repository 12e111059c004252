#include "platform/cluster/clusterrounds.h"

#include "base/failpoint.h"
#include "platform/cluster/clusterhistory.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Q_LOGGING_CATEGORY(lcCluster, "mdash.cluster")

ClusterRounds::ClusterRounds(NodeMembership &membership, Leases &leases, const Clock &clock, const BootClock &boot, ClusterHooks hooks)
    : m_membership(membership), m_leases(leases), m_clock(clock), m_boot(boot), m_hooks(std::move(hooks)), m_beatAt(boot.now())
{
}

/// Also measures the database's clock against the node's: what a round trip lasted counts half on either side.
Result<NodeLook> ClusterRounds::look(Database &database)
{
    const auto middle = [](auto before, auto after) { return before + (after - before) / 2; };
    const TimePoint before = m_clock.now();
    const Millis bootBefore = m_boot.now();
    auto look = m_membership.look(database);
    if (!look || !look->isMine)
        return look;
    const Millis databaseTime(look->databaseTime);
    m_clockOffset = databaseTime - middle(before, m_clock.now()).time_since_epoch();
    const Millis lead = databaseTime - middle(bootBefore, m_boot.now());
    if (m_databaseLead && std::chrono::abs(lead - *m_databaseLead) > clockJump) {
        qCWarning(lcCluster) << "the database's clock jumped by" << (lead - *m_databaseLead).count() << "ms; nothing is taken over for"
                             << suspension.count() << "ms";
        m_leases.suspendTakeOvers(suspension);
    }
    m_databaseLead = lead;
    return look;
}

bool ClusterRounds::lostIdentity()
{
    m_leases.abandon();
    qCCritical(lcCluster) << "another process has taken this node's identity" << m_membership.identity().nodeId;
    m_hooks.onIdentityTaken();
    return false;
}

/// A starting node may apply provisioning files; what else is done under leases waits until it is ready.
Result<void> ClusterRounds::followState(Database &database)
{
    if (m_hooks.state() == NodeState::Draining)
        return m_leases.stopTaking(database);
    m_leases.startTaking();
    return {};
}

Result<bool> ClusterRounds::beat(Database &database, const NodeLook &look)
{
    NodeReport report = m_hooks.report();
    report.state = m_hooks.state();
    report.clockOffset = m_clockOffset.load().count();
    const auto isMine = failPoint(FailPoint::Heartbeat).and_then([&] { return m_membership.beat(database, report); });
    if (!isMine || !*isMine)
        return isMine;
    m_beatAt = m_boot.now();
    m_nextBeat = m_boot.now() + beatEvery * QRandomGenerator::global()->bounded(90, 111) / 100;
    if (look.isDeclaredGone) {
        if (const auto done = recordHistory(database, u"node-returned"_s, m_membership.name()); !done)
            return tl::unexpected(done.error());
    }
    m_hooks.afterBeat(database);
    return true;
}

Result<bool> ClusterRounds::run(Database &database)
{
    const auto seen = look(database);
    if (!seen)
        return tl::unexpected(seen.error());
    if (!seen->isMine)
        return lostIdentity();
    m_hooks.onAnswered();
    m_hooks.onDrainWanted(seen->isDrainWanted);
    if (const auto done = followState(database).and_then([&] { return m_leases.renewDue(database); }); !done)
        return tl::unexpected(done.error());
    if (seen->hasDueJobs && m_hooks.state() == NodeState::Ready)
        m_hooks.onJobsDue();
    if (!m_isBeatWanted.exchange(false) && !seen->isDeclaredGone && m_boot.now() < m_nextBeat)
        return true;
    const auto beaten = beat(database, *seen);
    if (!beaten)
        m_isBeatWanted = true;
    return beaten && !*beaten ? lostIdentity() : beaten;
}

Result<void> ClusterRounds::leave(Database &database)
{
    const auto released = m_leases.stopTaking(database);
    const auto left = m_membership.leave(database);
    return released ? left : released;
}

} // namespace mdash
