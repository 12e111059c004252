#pragma once

#include "platform/cluster/bootclock.h"
#include "platform/storage/database.h"

#include <atomic>
#include <map>
#include <mutex>

namespace mdash {

/// The right to do one thing in the cluster, such as "job:sessions" or "live:abc". It says who should work; the epoch says
/// whose writes count, for the holder may have been frozen meanwhile.
struct Lease
{
    QString name; // ≤ 120 characters
    qint64 epoch = 0;
    QString takenFrom; // "node id/incarnation" whose lease ran out; empty if it was free

    friend bool operator==(const Lease &, const Lease &) = default;
};

/// The leases that this node holds (cluster.md §4). One per node; the cluster thread renews them. Thread-safe: the caller
/// brings the connection of its thread.
class Leases
{
public:
    /// @p owner is "node id/incarnation", @p ownerName the node's name, kept beside the lease for people.
    Leases(QString owner, QString ownerName, const BootClock &clock);

    /// Takes @p name for @p ttl, which must be longer than 5 s and stay the same for that name. Nullopt if another one, or
    /// this node itself, has it, or while this node takes none.
    [[nodiscard]] Result<std::optional<Lease>> take(Database &database, const QString &name, std::chrono::milliseconds ttl);
    /// First statement of every transaction that works under @p lease: a take-over waits until that transaction ends.
    /// Fails with Conflict if another one took the lease; then roll back and stop.
    [[nodiscard]] Result<void> guard(Database &database, const Lease &lease);
    /// False as soon as the holder has to stop: not renewed for TTL − 5 s by this machine's clock, lost, or given back.
    [[nodiscard]] bool isHeld(const Lease &lease) const;
    /// Gives it back; another node may take it at once.
    Result<void> release(Database &database, const Lease &lease);

    /// Renews what was not for a third of its TTL, all of one TTL in one statement. Forgets what is lost.
    Result<void> renewDue(Database &database);
    /// Takes none from now on, and gives back what it holds: before the node drains.
    Result<void> stopTaking(Database &database);
    void startTaking() { m_takes = true; }
    /// For that long takes only what is free, not what ran out: the database's clock has jumped.
    void suspendTakeOvers(std::chrono::milliseconds time);
    /// Another process has this node's identity: holds nothing any more, and takes nothing.
    void abandon();

    [[nodiscard]] std::vector<Lease> held() const;
    /// Since the start: leases that ended without release(), and guards that found another holder.
    [[nodiscard]] qint64 lostCount() const { return m_lost; }
    [[nodiscard]] qint64 fencedCount() const { return m_fenced; }
    [[nodiscard]] const QString &owner() const { return m_owner; }

private:
    struct Held
    {
        Lease lease;
        std::chrono::milliseconds ttl{}, renewedAt{}; // by m_clock, before the statement was sent
    };
    struct Found
    {
        QString owner;
        qint64 epoch = 0;
        bool isOver = false;
    };
    Result<std::optional<Found>> find(Database &database, const QString &name);
    Result<void> renew(Database &database, std::chrono::milliseconds ttl, const std::vector<Lease> &leases);
    Result<void> freeRow(Database &database, const Lease &lease);
    [[nodiscard]] bool isInTime(const Held &held) const;
    void forget(const std::vector<Lease> &lost);

    const QString m_owner, m_ownerName;
    const BootClock &m_clock;
    std::atomic<bool> m_takes{true};
    std::atomic<qint64> m_lost{0}, m_fenced{0};
    std::atomic<std::chrono::milliseconds> m_takeOversFrom{std::chrono::milliseconds(0)}; // by m_clock
    mutable std::mutex m_mutex;
    std::map<QString, Held> m_held; // by name, guarded by m_mutex
};

} // namespace mdash
