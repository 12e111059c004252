#pragma once

#include "features/content/searchroutes.h"
#include "features/dashboards/dashboardsroutes.h"
#include "features/dashboards/objectpermissionsroutes.h"
#include "features/folders/foldersroutes.h"
#include "features/health/metricsroutes.h"
#include "features/permissions/permissionsservice.h"
#include "features/permissions/permissionsstore.h"
#include "features/permissions/roleauthorizer.h"
#include "platform/http/handlercontext.h"
#include "platform/storage/database.h"
#include "runtime/nodeparts.h"

#include <memory>

namespace mdash {

/// Everything one worker owns: its connection, and the stores, services and routes on it. Lives on the worker's thread.
/// A feature is added by its members here, in order of construction, and one declare() line in the constructor.
class WorkerGraph final : public HandlerContext
{
public:
    WorkerGraph(NodeParts &parts, std::unique_ptr<Database> database);

    [[nodiscard]] const Router &router() const override { return m_router; }
    [[nodiscard]] Authenticator &authenticator() override { return m_authenticator; }
    [[nodiscard]] Authorizer &authorizer() override { return m_authorizer; }

private:
    /// Until sessions are there nobody is signed in.
    class NobodyAuthenticator final : public Authenticator
    {
    public:
        [[nodiscard]] Authentication authenticate(const Request &) override { return {}; }
    };

    std::unique_ptr<Database> m_database;
    NobodyAuthenticator m_authenticator;
    PermissionsStore m_permissionsStore{*m_database};
    PermissionsService m_permissions;
    RoleAuthorizer m_authorizer{m_permissions};
    ContentStore m_content{*m_database};
    FoldersStore m_foldersStore{*m_database};
    DashboardsStore m_dashboardsStore{*m_database};
    FoldersService m_folders;
    DashboardsService m_dashboards;
    DashboardImport m_dashboardImport{m_dashboards};
    SearchService m_search;
    FoldersRoutes m_foldersRoutes;
    DashboardsRoutes m_dashboardsRoutes;
    ObjectPermissionsRoutes m_objectPermissionsRoutes;
    SearchRoutes m_searchRoutes;
    MetricsRoutes m_metricsRoutes;
    Router m_router;
};

} // namespace mdash
