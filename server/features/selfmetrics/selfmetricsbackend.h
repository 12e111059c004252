#pragma once

#include "features/queries/datasourcequery.h"
#include "features/selfmetrics/selfmetricsservice.h"

namespace mdash {

/// The built-in data source of type `metrics-dashboard-self`: PromQL-shaped queries on the self metrics. One per worker, on
/// its thread: it reads the worker's database and answers at once.
class SelfMetricsBackend final : public DataSourceBackend
{
public:
    explicit SelfMetricsBackend(SelfMetricsService &metrics) : m_metrics(metrics) {}

    QFuture<QueryResults> query(const DataSourceSettings &source, std::vector<DataQuery> queries) override;
    QFuture<Result<std::string>> checkHealth(const DataSourceSettings &source) override;
    QFuture<Result<std::vector<std::string>>> variableValues(const DataSourceSettings &source, std::string query,
                                                             TimeRange range) override;

private:
    [[nodiscard]] Result<std::vector<std::string>> values(const std::string &query, const TimeRange &range);

    SelfMetricsService &m_metrics;
};

} // namespace mdash
