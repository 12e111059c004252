#pragma once

#include "features/queries/datasourceregistry.h"
#include "features/queries/executor.h"
#include "features/queries/querybackends.h"

namespace mdash {

/// Runs queries of one organisation: finds their data sources, asks them in parallel, then evaluates expressions on what
/// came. One per worker; call it on that worker, whose database connection finds the sources. The futures finish on any
/// thread and hold no worker while they wait.
class QueryService
{
public:
    /// The most queries of one request.
    static constexpr std::size_t mostQueries = 500;

    QueryService(DataSourceRegistry &registry, const QueryBackends &backends, Executor executor);

    /// A result for every query, by refId; a source that fails or is missing is an error of its own queries only. With
    /// expressions among them, hidden queries are left out of the answer.
    /// A missing source is NotFound with messageId "query.dataSourceNotFound".
    [[nodiscard]] QFuture<QueryResults> run(OrgId orgId, std::vector<DataQuery> queries);

    [[nodiscard]] QFuture<Result<std::string>> checkHealth(OrgId orgId, const DataSourceRef &ref);
    /// Values of a query variable; see DataSourceBackend.
    [[nodiscard]] QFuture<Result<std::vector<std::string>>> variableValues(OrgId orgId, const DataSourceRef &ref, std::string query,
                                                                           TimeRange range);
    /// Fails with NotFound "Data source not found".
    [[nodiscard]] Result<DataSourceRegistry::Settings> source(OrgId orgId, const DataSourceRef &ref);

private:
    struct Batch
    {
        DataSourceRegistry::Settings source;
        std::vector<DataQuery> queries;
    };
    [[nodiscard]] std::vector<Batch> batchesOf(OrgId orgId, std::vector<DataQuery> queries, QueryResults &failed);
    [[nodiscard]] QFuture<QueryResults> ask(Batch batch);
    [[nodiscard]] Result<DataSourceBackend *> backendOf(const DataSourceSettings &source) const;

    DataSourceRegistry &m_registry;
    const QueryBackends &m_backends;
    Executor m_executor;
};

} // namespace mdash
