#pragma once

#include "features/preferences/preferences.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of preference.
class PreferencesStore
{
public:
    explicit PreferencesStore(Database &database) : m_database(database) {}

    /// Empty ones if nothing was ever chosen.
    [[nodiscard]] Result<Preferences> find(const PreferenceOwner &owner);
    /// Those that count for a user, weakest first: the organisation's, his teams' in order of id, his own.
    [[nodiscard]] Result<std::vector<Preferences>> layersFor(OrgId orgId, UserId userId);
    Result<void> put(const PreferenceOwner &owner, const Preferences &preferences);

    /// Nothing if the organisation has no such dashboard.
    [[nodiscard]] Result<std::optional<DashboardId>> dashboardByUid(OrgId orgId, const QString &uid);
    [[nodiscard]] Result<bool> hasDashboard(OrgId orgId, DashboardId id);

private:
    Database &m_database;
};

} // namespace mdash
