#pragma once

#include "features/datasources/datasourcesroutes.h"
#include "features/frontend/frontendsettingsroutes.h"
#include "features/provisioning/provisioningroutes.h"
#include "features/queries/datasourceproxyroutes.h"
#include "features/queries/queriesroutes.h"
#include "features/selfmetrics/selfmetricsbackend.h"
#include "runtime/nodeparts.h"

namespace mdash {

/// What one worker owns of data sources and queries, of what is provisioned, and of what a browser asks first. Lives on the worker's
/// thread.
class SourcesGraph
{
public:
    SourcesGraph(NodeParts &parts, Database &database, SecretBox &secrets, DashboardsService &dashboards, DashboardsStore &dashboardsStore,
                 FoldersService &folders, FoldersStore &foldersStore);
    void declare(Router &router);

    [[nodiscard]] DataSourcesService &sources() { return m_sources; }
    [[nodiscard]] QueryService &queries() { return m_queries; }
    /// The node's backends, and the worker's own for the self metrics.
    [[nodiscard]] const QueryBackends &backends() const { return m_backends; }
    [[nodiscard]] SelfMetricsService &selfMetrics() { return m_selfMetrics; }
    [[nodiscard]] ProvisioningTurn &provisioning() { return m_provisioningTurn; }

private:
    DataSourcesStore m_sourcesStore;
    DataSourcesService m_sources;
    ProvisioningService m_provisioning;
    ProvisioningTurn m_provisioningTurn;
    SelfMetricsStore m_selfMetricsStore;
    SelfMetricsService m_selfMetrics;
    QueryBackends m_backends;
    QueryService m_queries;
    DataSourcesRoutes m_sourcesRoutes;
    QueriesRoutes m_queriesRoutes;
    DataSourceProxyRoutes m_proxyRoutes;
    ProvisioningRoutes m_provisioningRoutes;
    FrontendSettingsRoutes m_settingsRoutes;
};

} // namespace mdash
