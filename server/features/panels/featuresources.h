#pragma once

#include "features/content/searchservice.h"
#include "features/dashboards/dashboardsservice.h"
#include "features/datasources/datasourcesservice.h"
#include "features/panels/panelsources.h"
#include "features/panels/seensources.h"
#include "features/queries/querybackends.h"

namespace mdash {

/// Dashboards and data sources as their features keep them; while the database does not answer, as they were seen last. One per
/// worker.
class FeatureSources final : public PanelSources
{
public:
    /// @p subUrl: the path under which the node is served, without a slash at its end.
    FeatureSources(DashboardsService &dashboards, SearchService &search, DataSourcesService &dataSources, SeenSources &seen,
                   const QueryBackends &backends, QString subUrl)
        : m_dashboards(dashboards), m_search(search), m_dataSources(dataSources), m_seen(seen), m_backends(backends), m_subUrl(std::move(subUrl))
    {
    }

    Result<StoredDashboard> dashboard(const Principal &caller, const QString &uid) override;
    Result<std::vector<NamedDashboard>> dashboardsTagged(const Principal &caller, const std::vector<std::string> &tags) override;
    Result<DataSourceList> dataSources(OrgId orgId) override;
    Result<std::shared_ptr<const DataSourceSettings>> settings(OrgId orgId, const std::string &uid) override;
    DataSourceBackend *backend(std::string_view type) override { return m_backends.find(type); }

private:
    DashboardsService &m_dashboards;
    SearchService &m_search;
    DataSourcesService &m_dataSources;
    SeenSources &m_seen;
    const QueryBackends &m_backends;
    QString m_subUrl;
};

} // namespace mdash
