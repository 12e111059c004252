#include "features/dashboards/seendashboards.h"

#include <limits>

namespace mdash {
namespace {

constexpr std::size_t most = 5'000;

} // namespace

void SeenDashboards::put(OrgId orgId, UserId userId, DashboardView dashboard)
{
    dashboard.body.reset();
    Key key{dashboard.record.entry.uid, orgId.value, userId.value};
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_held.find(key); found != m_held.end()) {
        found->second.dashboard = std::move(dashboard);
        m_recent.splice(m_recent.begin(), m_recent, found->second.place);
        return;
    }
    m_recent.push_front(key);
    m_held.emplace(std::move(key), Held{std::move(dashboard), m_recent.begin()});
    if (m_held.size() > most) {
        m_held.erase(m_recent.back());
        m_recent.pop_back();
    }
}

std::optional<DashboardView> SeenDashboards::find(OrgId orgId, UserId userId, const QString &uid)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.find({uid, orgId.value, userId.value});
    return found == m_held.end() ? std::nullopt : std::optional(found->second.dashboard);
}

void SeenDashboards::forget(const QString &uid)
{
    const std::lock_guard lock(m_mutex);
    constexpr qint64 first = std::numeric_limits<qint64>::min();
    for (auto it = m_held.lower_bound({uid, first, first}); it != m_held.end() && std::get<QString>(it->first) == uid;) {
        m_recent.erase(it->second.place);
        it = m_held.erase(it);
    }
}

void SeenDashboards::clear()
{
    const std::lock_guard lock(m_mutex);
    m_held.clear();
    m_recent.clear();
}

} // namespace mdash
