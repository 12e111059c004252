#pragma once

#include "features/content/contentcatalogue.h"
#include "features/dashboards/dashboardsstore.h"
#include "features/folders/foldersstore.h"
#include "features/permissions/permissionsservice.h"

namespace mdash {

/// A folder as one caller sees it.
struct FolderView
{
    FolderEntry folder;
    std::vector<FolderEntry> parents; // from the root down, without itself
    QString createdBy, updatedBy;     // logins, or "Anonymous"
    Right right = Right::None;
    bool hasOwnGrants = false;
};

struct NewFolder
{
    QString uid; // empty: made
    QString title, description, parentUid;
};

struct FolderChange
{
    std::optional<QString> title, description;
    int version = 0;
    bool overwrite = false;
};

struct FolderCounts
{
    qint64 folders = 0, dashboards = 0;
};

/// Rules of folders. One per worker. Errors: NotFound "folder not found", Forbidden, InvalidInput for titles and uids,
/// Conflict for a taken uid or title, PreconditionFailed for a stale version.
class FoldersService
{
public:
    FoldersService(Database &database, FoldersStore &folders, DashboardsStore &dashboards, ContentStore &content,
                   ContentCatalogue &catalogue, PermissionsService &permissions);

    [[nodiscard]] Result<FolderView> get(const Principal &caller, const QString &uid);
    [[nodiscard]] Result<FolderView> getById(const Principal &caller, FolderId id);
    /// Direct children of @p parentUid that the caller may view, by title; with @p least Edit only those he may edit.
    [[nodiscard]] Result<std::vector<FolderEntry>> list(const Principal &caller, const QString &parentUid, Right least, qint64 limit, qint64 page);
    [[nodiscard]] Result<FolderView> create(const Principal &caller, const NewFolder &wanted);
    [[nodiscard]] Result<FolderView> update(const Principal &caller, const QString &uid, const FolderChange &change);
    [[nodiscard]] Result<FolderView> move(const Principal &caller, const QString &uid, const QString &parentUid);
    /// Deletes it with everything inside; answers the folder that was.
    [[nodiscard]] Result<FolderEntry> remove(const Principal &caller, const QString &uid);
    [[nodiscard]] Result<FolderCounts> counts(const Principal &caller, const QString &uid);

    /// The folder with its rights, for the permission routes. Fails unless the caller may administrate it.
    [[nodiscard]] Result<std::pair<FolderEntry, SecuredObject>> administrated(const Principal &caller, const QString &uid);

private:
    struct Found
    {
        FolderEntry folder;
        std::vector<FolderEntry> parents;
        [[nodiscard]] SecuredObject secured() const;
    };
    Result<Found> find(const Principal &caller, const QString &uid, Right least, const QString &action);
    Result<FolderView> view(const Principal &caller, Found found);
    Result<void> removeTree(const Principal &caller, const FolderEntry &folder);
    Result<void> changeParent(const Principal &caller, FolderEntry folder, const QString &parentUid);

    Database &m_database;
    FoldersStore &m_folders;
    DashboardsStore &m_dashboards;
    ContentStore &m_content;
    ContentCatalogue &m_catalogue;
    PermissionsService &m_permissions;
};

/// The secured object of something inside the folder whose path from the root is @p path.
[[nodiscard]] std::vector<FolderId> idsOf(const std::vector<FolderEntry> &path);

} // namespace mdash
