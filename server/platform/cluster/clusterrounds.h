#pragma once

#include "base/clock.h"
#include "platform/cluster/leases.h"
#include "platform/cluster/nodemembership.h"

namespace mdash {

/// What the cluster thread tells the node, and asks of it. Called on that thread.
struct ClusterHooks
{
    std::function<NodeState()> state;            // of this node, now
    std::function<NodeReport()> report;          // for a heartbeat; state and clock offset are filled in
    std::function<void()> onAnswered;            // the database answers
    std::function<void(bool)> onDrainWanted;     // whether an administrator wants the node drained; called each round
    std::function<void()> onJobsDue;             // only while ready
    std::function<void(Database &)> afterBeat;   // looks after the others
    std::function<void()> onIdentityTaken;       // another process is this node now: end with status 5
};

/// What a node does in the cluster again and again: looks at its row, renews its leases, writes its heartbeat each 5 s ± 10 %.
/// One thread, but for what says otherwise.
class ClusterRounds
{
public:
    static constexpr Millis beatEvery{5'000};
    static constexpr Millis clockJump{2'000};      // of the database against this machine
    static constexpr Millis suspension{18'000};    // of take-overs after one

    /// The references outlive this object.
    ClusterRounds(NodeMembership &membership, Leases &leases, const Clock &clock, const BootClock &boot, ClusterHooks hooks);

    /// One round, to be repeated each second. False if the identity is taken: then no more rounds.
    Result<bool> run(Database &database);
    /// The next round writes a heartbeat; any thread.
    void beatSoon() { m_isBeatWanted = true; }
    /// Gives back the leases and says that the node is gone.
    Result<void> leave(Database &database);

    /// Of the last round that the database answered; any thread.
    [[nodiscard]] Millis clockOffset() const { return m_clockOffset.load(); }
    /// Since the last heartbeat that was written; any thread.
    [[nodiscard]] Millis heartbeatAge() const { return m_boot.now() - m_beatAt.load(); }

private:
    Result<NodeLook> look(Database &database);
    Result<void> followState(Database &database);
    Result<bool> beat(Database &database, const NodeLook &look);
    bool lostIdentity();

    NodeMembership &m_membership;
    Leases &m_leases;
    const Clock &m_clock;
    const BootClock &m_boot;
    const ClusterHooks m_hooks;
    std::atomic<bool> m_isBeatWanted{true};
    std::atomic<Millis> m_clockOffset{Millis(0)}, m_beatAt;
    Millis m_nextBeat{0};
    std::optional<Millis> m_databaseLead; // of the database's clock before m_boot
};

} // namespace mdash
