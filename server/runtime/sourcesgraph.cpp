#include "runtime/sourcesgraph.h"

#include "features/queries/countedbackend.h"
#include "panels/capabilities.h"
#include "runtime/buildinfo.h"

#include <QProcessEnvironment>

namespace mdash {
namespace {

QMap<QString, QString> environment()
{
    QMap<QString, QString> variables;
    const auto system = QProcessEnvironment::systemEnvironment();
    for (const QString &name : system.keys())
        variables.insert(name, system.value(name));
    return variables;
}

FrontendFacts factsOf(const NodeOptions &options, const QueryBackends &backends)
{
    FrontendFacts facts;
    facts.appUrl = options.server.rootUrl.toString();
    facts.subUrl = options.server.rootUrl.path().chopped(1);
    facts.compatibilityVersion = compatibilityVersion;
    facts.productVersion = productVersion;
    facts.commit = productCommit;
    facts.isProduction = options.isProduction;
    facts.allowsOrgCreate = options.users.allowsOrgCreate;
    facts.autoAssignsOrg = options.users.autoAssignsOrg;
    facts.acceptsAnonymous = options.auth.acceptsAnonymous;
    facts.viewersCanEdit = options.users.viewersCanEdit;
    facts.editorsCanAdmin = options.users.editorsCanAdmin;
    facts.minRefreshInterval = options.dashboards.minRefreshInterval;
    facts.featureToggles = options.featureToggles;
    JsonWriter json(facts.capabilities = {});
    writeCapabilities(json, dashboardCapabilities(backends.types()));
    return facts;
}

QueryBackends backendsOf(NodeParts &parts, SelfMetricsService &selfMetrics)
{
    QueryBackends backends = parts.queries->backends();
    backends.add({"metrics-dashboard-self"}, std::make_shared<CountedBackend>(std::make_shared<SelfMetricsBackend>(selfMetrics), parts.figures.queries()));
    return backends;
}

} // namespace

SourcesGraph::SourcesGraph(NodeParts &parts, Database &database, SecretBox &secrets, DashboardsService &dashboards, DashboardsStore &dashboardsStore,
                           FoldersService &folders, FoldersStore &foldersStore)
    : m_sourcesStore(database), m_sources(database, m_sourcesStore, secrets, parts.dataSourceSettings),
      m_provisioning(m_sources, dashboards, dashboardsStore, folders, foldersStore, parts.options.provisioningPath, environment()),
      m_provisioningTurn(database, m_provisioning, *parts.leases, parts.nodeId,
                         [prints = parts.fingerprints](const QString &hash) { return prints->print(provisioningFilesName(), hash); },
                         parts.provisioningHash),
      m_selfMetricsStore(database), m_selfMetrics(m_selfMetricsStore, parts.options.instanceName),
      m_backends(backendsOf(parts, m_selfMetrics)), m_queries(m_sources, m_backends, parts.queries->executor()), m_sourcesRoutes(m_sources),
      m_queriesRoutes(m_queries, parts.queries->executor(), parts.clock,
                      parts.options.featureToggles.contains(QLatin1StringView("datasourceQueryMultiStatus"))),
      m_proxyRoutes(m_queries, parts.queries->egress(), parts.queries->executor()), m_provisioningRoutes(m_provisioningTurn), m_settingsRoutes(m_sources, factsOf(parts.options, m_backends))
{
}

void SourcesGraph::declare(Router &router)
{
    m_sourcesRoutes.declare(router);
    m_queriesRoutes.declare(router);
    m_proxyRoutes.declare(router);
    m_provisioningRoutes.declare(router);
    m_settingsRoutes.declare(router);
}

} // namespace mdash
