#pragma once

#include "features/queries/datasourceregistry.h"

#include <vector>

namespace mdash {

/// The data sources that every organisation has without making them: the self metrics (uid `self`) and the one that
/// dashboards call "-- Grafana --" (uid `grafana`). Read only; they have no id, no address and no secrets.
[[nodiscard]] const std::vector<DataSourceSettings> &builtInDataSources();

/// The built-in one that @p ref names by uid or, for uids that are names, by name; nullptr if it names none.
[[nodiscard]] DataSourceRegistry::Settings builtInDataSource(OrgId orgId, const DataSourceRef &ref);

/// Answers queries to the source "grafana" (ds-query §7): `randomWalk` and `snapshot`. Thread-safe.
class BuiltInBackend final : public DataSourceBackend
{
public:
    /// @p testData makes the random walks.
    explicit BuiltInBackend(std::shared_ptr<DataSourceBackend> testData) : m_testData(std::move(testData)) {}

    QFuture<QueryResults> query(const DataSourceSettings &source, std::vector<DataQuery> queries) override;
    QFuture<Result<std::string>> checkHealth(const DataSourceSettings &source) override;
    QFuture<Result<std::vector<std::string>>> variableValues(const DataSourceSettings &source, std::string query,
                                                             TimeRange range) override;

private:
    std::shared_ptr<DataSourceBackend> m_testData;
};

} // namespace mdash
