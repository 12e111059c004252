#pragma once

#include "features/administration/administrationroutes.h"
#include "features/content/searchroutes.h"
#include "features/dashboards/dashboardsroutes.h"
#include "features/dashboards/objectpermissionsroutes.h"
#include "features/folders/foldersroutes.h"
#include "features/frontend/webpagesroutes.h"
#include "features/health/metricsroutes.h"
#include "features/nodes/nodesroutes.h"
#include "features/permissions/accesscontrolroutes.h"
#include "features/permissions/permissionsservice.h"
#include "features/permissions/permissionsstore.h"
#include "features/permissions/roleauthorizer.h"
#include "features/preferences/starsroutes.h"
#include "platform/http/handlercontext.h"
#include "platform/storage/database.h"
#include "runtime/identitygraph.h"
#include "runtime/nodeparts.h"
#include "runtime/panelsgraph.h"
#include "runtime/sourcesgraph.h"

#include <memory>

namespace mdash {

/// Everything one worker owns: its connection, and the stores, services and routes on it. Lives on the worker's thread.
/// A feature is added by its members here, in order of construction, and one declare() line in the constructor.
class WorkerGraph final : public HandlerContext
{
public:
    WorkerGraph(NodeParts &parts, std::unique_ptr<Database> database, Worker &worker);

    [[nodiscard]] const Router &router() const override { return m_router; }
    [[nodiscard]] Authenticator &authenticator() override { return m_identity.authenticator(); }
    [[nodiscard]] Authorizer &authorizer() override { return m_authorizer; }
    [[nodiscard]] ProvisioningTurn &provisioning() { return m_sources.provisioning(); }
    /// Writes the node's key figures, and how many sessions the cluster has.
    void recordFigures(FigureValues values);

private:
    std::unique_ptr<Database> m_database;
    std::shared_ptr<void> m_isWatched; // its statements count
    PermissionsStore m_permissionsStore{*m_database};
    PermissionsService m_permissions;
    RoleAuthorizer m_authorizer{m_permissions};
    IdentityGraph m_identity;
    ContentStore m_content{*m_database};
    FoldersStore m_foldersStore{*m_database};
    DashboardsStore m_dashboardsStore{*m_database};
    FoldersService m_folders;
    DashboardsService m_dashboards;
    DashboardImport m_dashboardImport{m_dashboards};
    SearchService m_search;
    FoldersRoutes m_foldersRoutes;
    DashboardsRoutes m_dashboardsRoutes;
    StarsStore m_starsStore{*m_database};
    StarsRoutes m_starsRoutes;
    AccessControlRoutes m_accessControlRoutes;
    ObjectPermissionsRoutes m_objectPermissionsRoutes;
    SearchRoutes m_searchRoutes;
    SourcesGraph m_sources;
    PanelsGraph m_panels;
    NodeLoad &m_load;
    NodesStore m_nodesStore{*m_database};
    NodesService m_nodes{m_nodesStore};
    NodesRoutes m_nodesRoutes;
    StatisticsStore m_statisticsStore{*m_database};
    AdministrationRoutes m_administrationRoutes;
    MetricsRoutes m_metricsRoutes;
    WebPagesRoutes m_webPagesRoutes;
    Router m_router;
};

} // namespace mdash
