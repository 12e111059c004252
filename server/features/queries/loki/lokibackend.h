#pragma once

#include "features/queries/datasourcequery.h"
#include "features/queries/executor.h"
#include "platform/net/egress.h"

namespace mdash {

/// Loki: log lines and metrics of logs. Thread-safe; answers are read on @p executor.
class LokiBackend final : public DataSourceBackend
{
public:
    LokiBackend(Egress &egress, Executor executor);

    QFuture<QueryResults> query(const DataSourceSettings &source, std::vector<DataQuery> queries) override;
    QFuture<Result<std::string>> checkHealth(const DataSourceSettings &source) override;
    QFuture<Result<std::vector<std::string>>> variableValues(const DataSourceSettings &source, std::string query,
                                                             TimeRange range) override;

private:
    Egress &m_egress;
    Executor m_executor;
};

} // namespace mdash
