#pragma once

#include "features/queries/datasourcequery.h"
#include "features/queries/querycounters.h"

#include <memory>

namespace mdash {

/// A backend that counts what it is asked; otherwise the one inside.
class CountedBackend final : public DataSourceBackend
{
public:
    CountedBackend(std::shared_ptr<DataSourceBackend> inner, QueryCounters &counters);

    QFuture<QueryResults> query(const DataSourceSettings &source, std::vector<DataQuery> queries) override;
    QFuture<Result<std::string>> checkHealth(const DataSourceSettings &source) override;
    QFuture<Result<std::vector<std::string>>> variableValues(const DataSourceSettings &source, std::string query,
                                                             TimeRange range) override;

private:
    std::shared_ptr<DataSourceBackend> m_inner;
    QueryCounters &m_counters;
};

} // namespace mdash
