#include "features/dashboards/dashboardbodies.h"

namespace mdash {

DashboardBodies::Body DashboardBodies::find(DashboardId id, int version)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.find({id.value, version});
    if (found == m_held.end())
        return nullptr;
    m_recent.splice(m_recent.begin(), m_recent, found->second.place);
    return found->second.body;
}

void DashboardBodies::put(DashboardId id, int version, Body body)
{
    const std::lock_guard lock(m_mutex);
    const Key key{id.value, version};
    if (body->size() > m_maxBytes / 4 || m_held.contains(key))
        return;
    m_bytes += body->size();
    m_recent.push_front(key);
    m_held.emplace(key, Held{std::move(body), m_recent.begin()});
    while (m_bytes > m_maxBytes) {
        const auto oldest = m_held.find(m_recent.back());
        m_bytes -= oldest->second.body->size();
        m_held.erase(oldest);
        m_recent.pop_back();
    }
}

void DashboardBodies::clear()
{
    const std::lock_guard lock(m_mutex);
    m_held.clear();
    m_recent.clear();
    m_bytes = 0;
}

} // namespace mdash
