#include "runtime/workergraph.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// Path of root_url without its last slash: what every address in an answer begins with.
QString subUrlOf(const NodeOptions &options)
{
    return options.server.rootUrl.path().chopped(1);
}

DashboardSettings dashboardSettings(const NodeOptions &options)
{
    return {options.dashboards.versionsToKeep, options.dashboards.minRefreshInterval};
}

} // namespace

WorkerGraph::WorkerGraph(NodeParts &parts, std::unique_ptr<Database> database, Worker &worker)
    : m_database(std::move(database)), m_isWatched(parts.figures.watch(*m_database)), m_permissions(m_permissionsStore, parts.options.users.editorsCanAdmin),
      m_identity(*parts.identity, *m_database, parts.clock, worker),
      m_folders(*m_database, m_foldersStore, m_dashboardsStore, m_content, parts.content, m_permissions),
      m_dashboards(*m_database, m_dashboardsStore, m_foldersStore, m_content, m_permissions, parts.dashboards,
                   dashboardSettings(parts.options)),
      m_search(m_content, parts.content, m_dashboardsStore, m_permissions), m_foldersRoutes(m_folders, subUrlOf(parts.options)),
      m_dashboardsRoutes(
          m_dashboards, m_dashboardImport,
          [this](const Principal &caller) {
              return m_identity.preferences().effectiveFor(caller).map([](const Preferences &chosen) { return chosen.homeDashboardUid; });
          },
          subUrlOf(parts.options), parts.homeDashboard),
      m_starsRoutes(m_starsStore, m_dashboards),
      m_accessControlRoutes(m_permissions, m_folders, m_dashboards, m_identity.teams()),
      m_objectPermissionsRoutes(m_folders, m_dashboards, m_permissions, subUrlOf(parts.options)),
      m_searchRoutes(m_search, subUrlOf(parts.options)),
      m_sources(parts, *m_database, m_identity.secrets(), m_dashboards, m_dashboardsStore, m_folders, m_foldersStore),
      m_panels(parts, worker, m_dashboards, m_search, m_sources.sources(), m_sources.backends()),
      m_load(parts.load), m_nodesRoutes(m_nodes, m_sources.selfMetrics(), parts.clock, parts.nodeId),
      m_administrationRoutes(m_statisticsStore, parts.options.settings),
      m_metricsRoutes(*parts.registry, m_statisticsStore, parts.statistics, {parts.options.metricsUser, parts.options.metricsPassword}),
      m_webPagesRoutes(webFiles(), subUrlOf(parts.options).toStdString(), parts.options.users.homePage.mid(1).toStdString())
{
    if (parts.options.servesMetrics)
        m_metricsRoutes.declare(m_router);
    m_identity.declare(m_router);
    m_foldersRoutes.declare(m_router);
    m_dashboardsRoutes.declare(m_router);
    m_objectPermissionsRoutes.declare(m_router);
    m_searchRoutes.declare(m_router);
    m_starsRoutes.declare(m_router);
    m_accessControlRoutes.declare(m_router);
    m_nodesRoutes.declare(m_router);
    m_sources.declare(m_router);
    m_panels.declare(m_router);
    m_administrationRoutes.declare(m_router);
    m_webPagesRoutes.declare(m_router);
}

void WorkerGraph::recordFigures(FigureValues values)
{
    if (const auto sessions = m_identity.sessions().countOfLastQuarterHour())
        setFigure(values, "md_sessions", static_cast<double>(*sessions));
    m_load.update(values, std::chrono::steady_clock::now());
    if (const auto done = m_sources.selfMetrics().record(values); !done)
        qWarning().noquote() << "key figures not written:" << done.error().detail;
}

} // namespace mdash
