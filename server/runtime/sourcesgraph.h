#pragma once

#include "features/datasources/datasourcesroutes.h"
#include "features/frontend/frontendsettingsroutes.h"
#include "features/provisioning/provisioningroutes.h"
#include "runtime/nodeparts.h"

namespace mdash {

/// What one worker owns of data sources, of what is provisioned, and of what a browser asks first. Lives on the worker's
/// thread.
class SourcesGraph
{
public:
    SourcesGraph(NodeParts &parts, Database &database, SecretBox &secrets, DashboardsService &dashboards, DashboardsStore &dashboardsStore,
                 FoldersService &folders, FoldersStore &foldersStore);
    void declare(Router &router);

    [[nodiscard]] DataSourcesService &sources() { return m_sources; }
    [[nodiscard]] ProvisioningService &provisioning() { return m_provisioning; }

private:
    DataSourcesStore m_sourcesStore;
    DataSourcesService m_sources;
    ProvisioningService m_provisioning;
    DataSourcesRoutes m_sourcesRoutes;
    ProvisioningRoutes m_provisioningRoutes;
    FrontendSettingsRoutes m_settingsRoutes;
};

} // namespace mdash
