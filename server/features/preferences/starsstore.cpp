#include "features/preferences/starsstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<std::vector<QString>> StarsStore::uidsOf(OrgId orgId, UserId userId)
{
    return m_database.select(
        u"SELECT d.uid FROM star s JOIN dashboard d ON d.id = s.dashboard_id WHERE s.user_id = ? AND s.org_id = ? ORDER BY d.uid"_s,
        {userId, orgId}, [](const Row &row) { return row.text(0); });
}

Result<void> StarsStore::add(OrgId orgId, UserId userId, DashboardId dashboardId)
{
    return m_database
        .execute(u"INSERT INTO star (user_id, org_id, dashboard_id, created_at) VALUES (?, ?, ?, DBNOW) {ifabsent user_id}"_s,
                 {userId, orgId, dashboardId})
        .map([](qint64) {});
}

Result<void> StarsStore::remove(OrgId orgId, UserId userId, DashboardId dashboardId)
{
    return m_database
        .execute(u"DELETE FROM star WHERE user_id = ? AND org_id = ? AND dashboard_id = ?"_s, {userId, orgId, dashboardId})
        .map([](qint64) {});
}

} // namespace mdash
