#pragma once

#include "features/dashboards/dashboardsservice.h"
#include "features/folders/foldersservice.h"
#include "platform/http/router.h"

namespace mdash {

/// GET and POST …/permissions of folders and dashboards (http-api §3.1).
class ObjectPermissionsRoutes
{
public:
    /// @p subUrl is the path of root_url without its last slash.
    ObjectPermissionsRoutes(FoldersService &folders, DashboardsService &dashboards, PermissionsService &permissions, QString subUrl);
    void declare(Router &router);

private:
    /// What the route names, once the caller is known to administrate it.
    struct Subject
    {
        OrgId orgId;
        SecuredObject secured;
        qint64 id = 0;
        QString uid, title, url;
        bool isFolder = false;
    };
    Result<Subject> folder(const Request &request, const Principal &caller);
    Result<Subject> dashboard(const Request &request, const Principal &caller);
    Result<Response> list(const Result<Subject> &subject);
    Result<Response> replace(const Request &request, const Result<Subject> &subject);

    Result<Response> listFolder(const Request &request, const Principal &caller) { return list(folder(request, caller)); }
    Result<Response> replaceFolder(const Request &request, const Principal &caller) { return replace(request, folder(request, caller)); }
    Result<Response> listDashboard(const Request &request, const Principal &caller) { return list(dashboard(request, caller)); }
    Result<Response> replaceDashboard(const Request &request, const Principal &caller) { return replace(request, dashboard(request, caller)); }

    FoldersService &m_folders;
    DashboardsService &m_dashboards;
    PermissionsService &m_permissions;
    QString m_subUrl;
};

} // namespace mdash
