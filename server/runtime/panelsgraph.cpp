#include "runtime/panelsgraph.h"

#include "platform/http/workers.h"

namespace mdash {
namespace {

ViewParts viewParts(NodeParts &parts, Worker &worker, PanelSources &sources)
{
    return {sources, parts.queryFlights, parts.variableFlights, parts.clock, [&worker](std::function<void()> job) { worker.post(std::move(job)); },
            [&parts] { return parts.health.state() == NodeState::Draining; }};
}

} // namespace

PanelsGraph::PanelsGraph(NodeParts &parts, Worker &worker, DashboardsService &dashboards, SearchService &search, DataSourcesService &dataSources,
                         const QueryBackends &backends)
    : m_sources(dashboards, search, dataSources, parts.seenSources, backends, parts.options.server.rootUrl.path().chopped(1)),
      m_panels(viewParts(parts, worker, m_sources), parts.dashboardModels)
{
}

} // namespace mdash
