#pragma once

#include "base/id.h"
#include "panels/dashboardmodel.h"

#include <list>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace mdash {

/// An upgraded dashboard with what is worth finding out once.
struct LoadedDashboard
{
    explicit LoadedDashboard(DashboardModelPtr upgraded);

    DashboardModelPtr model;
    std::unordered_map<const PanelModel *, std::vector<std::string>> names; // that each panel's texts and queries refer to
};
using LoadedDashboardPtr = std::shared_ptr<const LoadedDashboard>;

/// The dashboards that were viewed last, upgraded. A version never changes, so nothing here is old. One per node; thread-safe.
class ModelCache
{
public:
    explicit ModelCache(std::size_t maxBytes = 24u << 20) : m_maxBytes(maxBytes) {}

    /// The dashboard @p uid in @p version, whose stored JSON is @p json. Not kept if the uid is empty.
    /// Fails as upgradeDashboard() does.
    [[nodiscard]] Result<LoadedDashboardPtr> load(OrgId orgId, const std::string &uid, int version, std::string_view json);
    /// As DashboardBodies::clear().
    void clear();

private:
    using Key = std::tuple<qint64, std::string, int>;
    struct Held
    {
        LoadedDashboardPtr dashboard;
        std::size_t bytes = 0;
        std::list<Key>::iterator place; // in m_recent
    };
    void put(const Key &key, const LoadedDashboardPtr &dashboard, std::size_t bytes);

    const std::size_t m_maxBytes;
    std::mutex m_mutex; // guards the rest
    std::map<Key, Held> m_held;
    std::list<Key> m_recent; // most recent first
    std::size_t m_bytes = 0;
};

} // namespace mdash
