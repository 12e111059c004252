#pragma once

#include "features/content/contentcatalogue.h"
#include "features/dashboards/dashboardsstore.h"
#include "features/permissions/permissionsservice.h"

#include <set>

namespace mdash {

/// What to look for; http-api §3.3. Empty lists do not restrict.
struct SearchQuery
{
    QString text;         // in the title, without case
    QStringList tags;     // all of them
    bool folders = true, dashboards = true;
    std::vector<qint64> dashboardIds, folderIds; // folder 0 is General
    QStringList dashboardUids, folderUids;       // "general" is General
    bool onlyStarred = false;
    Right least = Right::View;
    bool descending = false;
    qint64 limit = 1000, page = 1;
};

struct SearchHit
{
    bool isFolder = false;
    qint64 id = 0;
    QString uid, title, slug;
    QStringList tags;
    bool isStarred = false;
    FolderId folderId; // that holds it; 0 at the root
    QString folderUid, folderTitle, folderSlug;
};

/// Finds folders and dashboards that the caller may see. One per worker.
class SearchService
{
public:
    SearchService(ContentStore &content, ContentCatalogue &catalogue, DashboardsStore &dashboards, PermissionsService &permissions)
        : m_content(content), m_catalogue(catalogue), m_dashboards(dashboards), m_permissions(permissions)
    {
    }

    /// Folders first, then dashboards, each by title.
    [[nodiscard]] Result<std::vector<SearchHit>> search(const Principal &caller, const SearchQuery &query);
    /// How many dashboards the caller may see carry each tag, by tag.
    [[nodiscard]] Result<std::map<QString, int>> tags(const Principal &caller);
    /// Uids of those of the ids that the caller may see.
    [[nodiscard]] Result<QStringList> uids(const Principal &caller, const std::vector<DashboardId> &ids);

private:
    ContentStore &m_content;
    ContentCatalogue &m_catalogue;
    DashboardsStore &m_dashboards;
    PermissionsService &m_permissions;
};

} // namespace mdash
