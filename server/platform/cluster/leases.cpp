#include "platform/cluster/leases.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Q_LOGGING_CATEGORY(lcLeases, "mdash.cluster")

namespace {

using std::chrono::milliseconds;

constexpr milliseconds safety{5'000}; // a holder stops this long before others may take its lease

SqlValues withNames(SqlValues values, const QStringList &names)
{
    for (const QString &name : names)
        values.emplace_back(name);
    return values;
}

QString marks(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

} // namespace

Leases::Leases(QString owner, QString ownerName, const BootClock &clock)
    : m_owner(std::move(owner)), m_ownerName(std::move(ownerName)), m_clock(clock)
{
}

Result<std::optional<Leases::Found>> Leases::find(Database &database, const QString &name)
{
    return database.selectOne(
        u"SELECT owner, epoch, CASE WHEN lease_until < DBNOW THEN 1 ELSE 0 END FROM cluster_lease WHERE name = ?"_s, {name},
        [](const Row &row) { return Found{row.text(0), row.integer(1), row.truth(2)}; });
}

Result<std::optional<Lease>> Leases::take(Database &database, const QString &name, milliseconds ttl)
{
    if (!m_takes)
        return std::nullopt;
    auto found = find(database, name);
    if (found && !*found) {
        const auto made = database.insertIfAbsent(
            u"cluster_lease"_s, {u"name"_s, u"owner"_s, u"epoch"_s, u"taken_at"_s, u"lease_until"_s, u"detail"_s},
            {name, QString(), 0, 0, 0, QString()});
        if (!made)
            return tl::unexpected(made.error());
        found = find(database, name);
    }
    if (!found)
        return tl::unexpected(found.error());
    const Found row = found->value_or(Found{});
    if (!row.isOver || (!row.owner.isEmpty() && m_clock.now() < m_takeOversFrom.load()))
        return std::nullopt;
    const milliseconds before = m_clock.now();
    const auto taken = database.execute(
        u"UPDATE cluster_lease SET epoch = epoch + 1, owner = ?, taken_at = DBNOW, lease_until = DBNOW + ?, detail = ?"
        " WHERE name = ? AND epoch = ? AND lease_until < DBNOW"_s,
        {m_owner, static_cast<qint64>(ttl.count()), m_ownerName, name, row.epoch});
    if (!taken)
        return tl::unexpected(taken.error());
    if (*taken == 0)
        return std::nullopt;
    const Lease lease{name, row.epoch + 1, row.owner};
    {
        const std::lock_guard lock(m_mutex);
        m_held[name] = {lease, ttl, before};
    }
    if (m_takes)
        return lease;
    return release(database, lease).map([] { return std::optional<Lease>(); }); // stopTaking() came between
}

Result<void> Leases::guard(Database &database, const Lease &lease)
{
    const auto mine = database.selectOne(
        u"SELECT epoch FROM cluster_lease WHERE name = ? AND owner = ? AND epoch = ? {forupdate}"_s,
        {lease.name, m_owner, lease.epoch}, [](const Row &) { return true; });
    if (!mine)
        return tl::unexpected(mine.error());
    if (*mine)
        return {};
    ++m_fenced;
    forget({lease});
    return fail(ErrorCode::Conflict, u"the lease %1 has another holder by now"_s.arg(lease.name));
}

bool Leases::isInTime(const Held &held) const
{
    return m_clock.now() < held.renewedAt + held.ttl - safety;
}

bool Leases::isHeld(const Lease &lease) const
{
    const std::lock_guard lock(m_mutex);
    const auto held = m_held.find(lease.name);
    return held != m_held.end() && held->second.lease.epoch == lease.epoch && isInTime(held->second);
}

Result<void> Leases::freeRow(Database &database, const Lease &lease)
{
    return database
        .execute(u"UPDATE cluster_lease SET owner = '', lease_until = 0 WHERE name = ? AND owner = ? AND epoch = ?"_s,
                 {lease.name, m_owner, lease.epoch})
        .map([](qint64) {});
}

Result<void> Leases::release(Database &database, const Lease &lease)
{
    {
        const std::lock_guard lock(m_mutex);
        m_held.erase(lease.name);
    }
    return freeRow(database, lease);
}

void Leases::forget(const std::vector<Lease> &lost)
{
    const std::lock_guard lock(m_mutex);
    for (const Lease &lease : lost) {
        const auto held = m_held.find(lease.name);
        if (held == m_held.end() || held->second.lease.epoch != lease.epoch)
            continue; // given back meanwhile
        m_held.erase(held);
        ++m_lost;
        qCWarning(lcLeases).noquote() << "lease lost" << "name" << lease.name << "epoch" << lease.epoch;
    }
}

Result<void> Leases::renewDue(Database &database)
{
    std::map<milliseconds, std::vector<Lease>> due;
    std::vector<Lease> late;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[name, held] : m_held) {
            if (!isInTime(held))
                late.push_back(held.lease);
            else if (m_clock.now() >= held.renewedAt + held.ttl / 3)
                due[held.ttl].push_back(held.lease);
        }
    }
    forget(late); // whoever worked under them has stopped, so they must not come back
    for (const auto &[ttl, leases] : due) {
        if (const auto done = renew(database, ttl, leases); !done)
            return done;
    }
    return {};
}

Result<void> Leases::renew(Database &database, milliseconds ttl, const std::vector<Lease> &leases)
{
    QStringList names;
    for (const Lease &lease : leases)
        names.append(lease.name);
    const milliseconds before = m_clock.now();
    const auto renewed = database.execute(
        u"UPDATE cluster_lease SET lease_until = DBNOW + ? WHERE owner = ? AND lease_until >= DBNOW AND name IN (%1)"_s.arg(
            marks(names.size())),
        withNames({static_cast<qint64>(ttl.count()), m_owner}, names));
    if (!renewed)
        return tl::unexpected(renewed.error());
    QStringList mine = names;
    if (*renewed < names.size()) {
        mine.clear();
        const auto found = database.forEach(
            u"SELECT name FROM cluster_lease WHERE owner = ? AND lease_until >= DBNOW AND name IN (%1)"_s.arg(marks(names.size())),
            withNames({m_owner}, names), [&](const Row &row) { mine.append(row.text(0)); });
        if (!found)
            return found;
    }
    std::vector<Lease> lost;
    {
        const std::lock_guard lock(m_mutex);
        for (const Lease &lease : leases) {
            const auto held = m_held.find(lease.name);
            if (!mine.contains(lease.name))
                lost.push_back(lease);
            else if (held != m_held.end() && held->second.lease.epoch == lease.epoch)
                held->second.renewedAt = before;
        }
    }
    forget(lost);
    return {};
}

Result<void> Leases::stopTaking(Database &database)
{
    m_takes = false;
    Result<void> all;
    for (const Lease &lease : held()) {
        if (const auto done = release(database, lease); !done)
            all = done;
    }
    return all;
}

void Leases::suspendTakeOvers(milliseconds time)
{
    m_takeOversFrom = m_clock.now() + time;
}

void Leases::abandon()
{
    m_takes = false;
    const std::lock_guard lock(m_mutex);
    m_held.clear();
}

std::vector<Lease> Leases::held() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Lease> leases;
    for (const auto &[name, held] : m_held)
        leases.push_back(held.lease);
    return leases;
}

} // namespace mdash
