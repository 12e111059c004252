#pragma once

#include "features/dashboards/dashboardview.h"

#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <tuple>

namespace mdash {

/// Dashboards as this node's users last saw them, but for their bodies, for reading on while the database does not answer. The
/// runtime forgets what nodes change, as events tell. One per node; thread-safe.
class SeenDashboards
{
public:
    void put(OrgId orgId, UserId userId, DashboardView dashboard);
    [[nodiscard]] std::optional<DashboardView> find(OrgId orgId, UserId userId, const QString &uid);
    void forget(const QString &uid);
    void clear();

private:
    using Key = std::tuple<QString, qint64, qint64>; // uid, organisation, user
    struct Held
    {
        DashboardView dashboard;
        std::list<Key>::iterator place; // in m_recent
    };
    std::mutex m_mutex; // guards the rest
    std::map<Key, Held> m_held;
    std::list<Key> m_recent; // most recent first
};

} // namespace mdash
