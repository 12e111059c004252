#include "features/sessions/checkedsessions.h"

namespace mdash {
namespace {

constexpr std::chrono::seconds longestMemory{60};
constexpr std::size_t most = 10'000;

std::string keyOf(const QString &sidHash, OrgId wantedOrg)
{
    return sidHash.toStdString() + '/' + std::to_string(wantedOrg.value);
}

} // namespace

void CheckedSessions::put(const QString &sidHash, OrgId wantedOrg, Session session)
{
    if (!m_isEnabled)
        return;
    const TimePoint now = m_clock.now();
    const std::lock_guard lock(m_mutex);
    if (m_held.size() >= most)
        std::erase_if(m_held, [&](const auto &entry) { return entry.second.until <= now; });
    if (m_held.size() < most)
        m_held.insert_or_assign(keyOf(sidHash, wantedOrg), Held{std::move(session), now + longestMemory});
}

std::optional<CheckedSessions::Session> CheckedSessions::find(const QString &sidHash, OrgId wantedOrg, qint64 n)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.find(keyOf(sidHash, wantedOrg));
    if (found == m_held.end() || found->second.until <= m_clock.now() || found->second.session.n > n)
        return std::nullopt;
    return found->second.session;
}

void CheckedSessions::clear()
{
    const std::lock_guard lock(m_mutex);
    m_held.clear();
}

} // namespace mdash
