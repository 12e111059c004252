#pragma once

#include "features/permissions/permissionsservice.h"
#include "platform/http/router.h"

namespace mdash {

class BodyReader;
class DashboardsService;
class FoldersService;
class TeamsService;

/// `/api/access-control`: the caller's own actions, and rights on single folders, dashboards and teams. One per worker.
class AccessControlRoutes
{
public:
    AccessControlRoutes(PermissionsService &permissions, FoldersService &folders, DashboardsService &dashboards, TeamsService &teams)
        : m_permissions(permissions), m_folders(folders), m_dashboards(dashboards), m_teams(teams)
    {
    }
    void declare(Router &router);

private:
    Result<Response> ownActions(const Request &request, const Principal &caller);
    Result<Response> ownPermissions(const Request &request, const Principal &caller);
    Result<Response> describe(const Request &request, const Principal &caller);
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> setMany(const Request &request, const Principal &caller);
    Result<Response> setUser(const Request &request, const Principal &caller);
    Result<Response> setTeam(const Request &request, const Principal &caller);
    Result<Response> setRole(const Request &request, const Principal &caller);

    Result<SecuredObject> administrated(const Request &request, const Principal &caller);
    Result<Response> setOne(const Request &request, const Principal &caller, const Grantee &grantee);
    Result<void> give(const Request &request, const Principal &caller, const Grantee &grantee, const QString &permission);

    PermissionsService &m_permissions;
    FoldersService &m_folders;
    DashboardsService &m_dashboards;
    TeamsService &m_teams;
};

} // namespace mdash
