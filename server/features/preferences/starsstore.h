#pragma once

#include "base/id.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of star.
class StarsStore
{
public:
    explicit StarsStore(Database &database) : m_database(database) {}

    /// Uids of the dashboards that the user starred.
    [[nodiscard]] Result<std::vector<QString>> uidsOf(OrgId orgId, UserId userId);
    /// No effect if it is there already.
    Result<void> add(OrgId orgId, UserId userId, DashboardId dashboardId);
    Result<void> remove(OrgId orgId, UserId userId, DashboardId dashboardId);

private:
    Database &m_database;
};

} // namespace mdash
