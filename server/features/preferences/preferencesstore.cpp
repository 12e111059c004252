#include "features/preferences/preferencesstore.h"

#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString columns = u"SELECT p.theme, p.timezone, p.week_start, p.language, p.home_dashboard_id, d.uid, p.navbar, p.query_history"
                        " FROM preference p LEFT JOIN dashboard d ON d.id = p.home_dashboard_id AND d.org_id = p.org_id"_s;

Preferences readPreferences(const Row &row)
{
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.id<DashboardId>(4), row.text(5), row.utf8(6), row.utf8(7)};
}

} // namespace

Result<Preferences> PreferencesStore::find(const PreferenceOwner &owner)
{
    return m_database
        .selectOne(columns + u" WHERE p.org_id = ? AND p.user_id = ? AND p.team_id = ?"_s, {owner.orgId, owner.userId, owner.teamId},
                   readPreferences)
        .map([](const std::optional<Preferences> &found) { return found.value_or(Preferences{}); });
}

Result<std::vector<Preferences>> PreferencesStore::layersFor(OrgId orgId, UserId userId)
{
    return m_database.select(columns + u" WHERE p.org_id = ? AND (p.user_id = ? OR p.user_id = 0) AND (p.team_id = 0"
                                       " OR p.team_id IN (SELECT m.team_id FROM team_member m WHERE m.user_id = ? AND m.org_id = ?))"
                                       " ORDER BY p.user_id, p.team_id"_s,
                             {orgId, userId, userId, orgId}, readPreferences);
}

Result<void> PreferencesStore::put(const PreferenceOwner &owner, const Preferences &chosen)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        const SqlValues values{chosen.theme, chosen.timezone, chosen.weekStart, chosen.language, chosen.homeDashboardId,
                               SqlValue::text(chosen.navbar), SqlValue::text(chosen.queryHistory), owner.orgId, owner.userId, owner.teamId};
        auto changed = m_database.execute(
            u"UPDATE preference SET theme = ?, timezone = ?, week_start = ?, language = ?, home_dashboard_id = ?, navbar = ?,"
            " query_history = ?, updated_at = DBNOW WHERE org_id = ? AND user_id = ? AND team_id = ?"_s,
            values);
        if (changed && *changed == 0)
            changed = m_database.execute(
                u"INSERT INTO preference (theme, timezone, week_start, language, home_dashboard_id, navbar, query_history,"
                " org_id, user_id, team_id, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, DBNOW)"_s,
                values);
        if (!changed)
            return tl::unexpected(changed.error());
        transaction.publish(u"preference"_s, QString::number(owner.orgId.value));
        return {};
    });
}

Result<std::optional<DashboardId>> PreferencesStore::dashboardByUid(OrgId orgId, const QString &uid)
{
    return m_database.selectOne(u"SELECT id FROM dashboard WHERE org_id = ? AND uid = ?"_s, {orgId, uid},
                                [](const Row &row) { return row.id<DashboardId>(0); });
}

Result<bool> PreferencesStore::hasDashboard(OrgId orgId, DashboardId id)
{
    return m_database.selectOne(u"SELECT 1 FROM dashboard WHERE org_id = ? AND id = ?"_s, {orgId, id}, [](const Row &) { return true; })
        .map([](const auto &found) { return found.has_value(); });
}

} // namespace mdash
