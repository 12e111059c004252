#pragma once

#include "features/content/contentcatalogue.h"
#include "features/dashboards/dashboardmemory.h"
#include "features/dashboards/dashboardsstore.h"
#include "features/folders/foldersstore.h"
#include "features/permissions/permissionsservice.h"
#include "features/users/loginnamesstore.h"

#include "base/clock.h"
#include "base/json.h"


namespace mdash {

struct SaveDashboard
{
    std::string model; // the dashboard's JSON object as it came
    JsonValue parsed{}; // the same, where the caller has parsed it already
    std::optional<QString> folderUid; // wins over folderId
    std::optional<FolderId> folderId; // 0 is General
    QString message;
    bool overwrite = false;
    int restoredFrom = 0;
    bool isProvisioning = false; // by a file of ours: rights and read-only do not count
};

struct SavedDashboard
{
    DashboardEntry entry;
    std::vector<FolderEntry> folders;
};

struct DashboardSettings
{
    int versionsToKeep = 20;
    Millis minRefreshInterval{5'000};
};

/// Rules of dashboards: http-api §3.2. One per worker.
/// Errors carry the texts and the `status` member that clients know.
class DashboardsService
{
public:
    DashboardsService(Database &database, DashboardsStore &dashboards, FoldersStore &folders, ContentStore &content,
                      PermissionsService &permissions, DashboardMemory &memory, DashboardSettings settings);

    /// While the database does not answer, callers whose session was checked just before get what they last saw here.
    [[nodiscard]] Result<DashboardView> get(const Principal &caller, const QString &uid);
    [[nodiscard]] Result<DashboardView> getById(const Principal &caller, DashboardId id);
    [[nodiscard]] Result<SavedDashboard> save(const Principal &caller, const SaveDashboard &command);
    /// Answers the dashboard that was.
    [[nodiscard]] Result<DashboardEntry> remove(const Principal &caller, const QString &uid);
    /// Provisioning removes what its files no longer have.
    Result<void> removeProvisioned(OrgId orgId, const QString &uid);

    /// Newest first. Needs Edit, as all about versions.
    [[nodiscard]] Result<std::vector<DashboardVersion>> versions(const Principal &caller, const DashboardView &dashboard, qint64 limit, qint64 start);
    [[nodiscard]] Result<std::pair<DashboardVersion, std::string>> version(const Principal &caller, const DashboardView &dashboard, int number);
    [[nodiscard]] Result<SavedDashboard> restore(const Principal &caller, const DashboardView &dashboard, int number);

    [[nodiscard]] static SecuredObject secured(const DashboardView &view);
    Result<void> require(const Principal &caller, const DashboardView &dashboard, Right least, const QString &action);

private:
    [[nodiscard]] Result<SavedDashboard> save(const Principal &caller, const SaveDashboard &command, const JsonValue &model);
    struct Draft;
    Result<DashboardView> view(const Principal &caller, std::optional<DashboardRecord> record);
    Result<DashboardView> withLogins(DashboardView view);
    std::optional<DashboardView> recall(const Principal &caller, const QString &uid);
    Result<DashboardBodies::Body> bodyOf(DashboardId id, int version);
    Result<SavedDashboard> saveInTransaction(const Principal &caller, const SaveDashboard &command, Draft &draft, Transaction &transaction);
    Result<void> resolveFolder(const Principal &caller, const SaveDashboard &command, Draft &draft);
    Result<void> resolveExisting(const Principal &caller, const SaveDashboard &command, Draft &draft);
    Result<void> resolveTitle(const Principal &caller, const SaveDashboard &command, Draft &draft, qint64 seq);
    Result<void> requireSave(const Principal &caller, const Draft &draft);
    Result<void> write(const Principal &caller, const SaveDashboard &command, Draft &draft, qint64 seq);
    Result<void> removeRow(OrgId orgId, const DashboardEntry &entry, qint64 seq);

    Database &m_database;
    DashboardsStore &m_dashboards;
    FoldersStore &m_folders;
    ContentStore &m_content;
    PermissionsService &m_permissions;
    DashboardMemory &m_memory;
    LoginNamesStore m_logins{m_database};
    DashboardSettings m_settings;
};

} // namespace mdash
