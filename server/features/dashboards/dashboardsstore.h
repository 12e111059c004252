#pragma once

#include "features/content/orgcontent.h"
#include "platform/storage/database.h"

namespace mdash {

/// A dashboard with what its API answer needs, read fresh in one statement.
struct DashboardRecord
{
    DashboardEntry entry;
    std::optional<FolderEntry> folder; // that holds it
    bool isStarred = false;       // by the one who asks
    bool isProvisioned = false;
    bool hasOwnGrants = false;    // rights of its own, beside what folder and role give
    bool allowsChanges = true;    // false: provisioned by a provider that forbids them
    QString externalId;           // file it was provisioned from
};

struct DashboardVersion
{
    qint64 id = 0;
    DashboardId dashboardId;
    int version = 0, parentVersion = 0, restoredFrom = 0;
    qint64 createdAt = 0; // database ms
    UserId createdById;
    QString createdBy, message;
};

/// Rows of dashboard, dashboard_version and dashboard_provisioning.
class DashboardsStore
{
public:
    explicit DashboardsStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<std::optional<DashboardRecord>> find(OrgId orgId, const QString &uid, UserId viewer);
    [[nodiscard]] Result<std::optional<DashboardRecord>> find(OrgId orgId, DashboardId id, UserId viewer);
    [[nodiscard]] Result<std::optional<DashboardEntry>> findByTitle(OrgId orgId, const QString &folderUid, const QString &title);
    [[nodiscard]] Result<std::vector<DashboardEntry>> inFolder(OrgId orgId, const QString &folderUid);

    /// Fails with Conflict if the uid, or the title in its folder, is taken. Times are the database's.
    [[nodiscard]] Result<DashboardId> insert(OrgId orgId, const DashboardEntry &dashboard, qint64 seq);
    Result<void> update(OrgId orgId, const DashboardEntry &dashboard, qint64 seq);
    /// With its versions, tags, stars and provisioning.
    Result<void> remove(OrgId orgId, DashboardId id);

    Result<void> insertVersion(const DashboardVersion &version, const std::string &data);
    /// Deletes versions up to and with @p last.
    Result<void> pruneVersions(DashboardId id, int last);
    /// Deletes at most @p most versions of any dashboard that has more than @p kept. Answers how many.
    Result<qint64> pruneAllVersions(int kept, qint64 most);
    /// JSON of one version.
    [[nodiscard]] Result<std::optional<std::string>> data(DashboardId id, int version);
    [[nodiscard]] Result<std::vector<DashboardVersion>> versions(DashboardId id, qint64 limit, qint64 start);
    [[nodiscard]] Result<std::optional<DashboardVersion>> version(DashboardId id, int number);

    /// Ids of the dashboards that a user starred.
    [[nodiscard]] Result<std::vector<DashboardId>> starredBy(OrgId orgId, UserId user);

    struct Provisioned
    {
        DashboardId id;
        QString uid, externalId, checksum;
    };
    [[nodiscard]] Result<std::vector<Provisioned>> provisionedBy(OrgId orgId, const QString &provider);
    Result<void> setProvisioned(DashboardId id, const QString &provider, const QString &externalId, const QString &checksum, bool allowsChanges);
    Result<void> clearProvisioned(DashboardId id);

private:
    Database &m_database;
};

} // namespace mdash
