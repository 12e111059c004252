#pragma once

#include "features/queries/datasourcequery.h"
#include "features/queries/executor.h"
#include "platform/net/egress.h"

namespace mdash {

/// Prometheus and what speaks its query API. Thread-safe; answers are read on @p executor.
class PrometheusBackend final : public DataSourceBackend
{
public:
    PrometheusBackend(Egress &egress, Executor executor);

    QFuture<QueryResults> query(const DataSourceSettings &source, std::vector<DataQuery> queries) override;
    QFuture<Result<std::string>> checkHealth(const DataSourceSettings &source) override;
    QFuture<Result<std::vector<std::string>>> variableValues(const DataSourceSettings &source, std::string query,
                                                             TimeRange range) override;

private:
    Egress &m_egress;
    Executor m_executor;
};

} // namespace mdash
