#pragma once

#include "features/panels/featuresources.h"
#include "features/panels/panelsroutes.h"
#include "runtime/nodeparts.h"

namespace mdash {

class Worker;

/// What one worker owns to show dashboards. Lives on the worker's thread.
class PanelsGraph
{
public:
    PanelsGraph(NodeParts &parts, Worker &worker, DashboardsService &dashboards, SearchService &search, DataSourcesService &dataSources,
                const QueryBackends &backends);
    void declare(Router &router) { m_routes.declare(router); }

private:
    FeatureSources m_sources;
    PanelsService m_panels;
    PanelsRoutes m_routes{m_panels};
};

} // namespace mdash
