#pragma once

#include "features/queries/httpbackend.h"

namespace mdash {

/// InfluxDB by InfluxQL and by Flux.
class InfluxBackend final : public HttpBackend
{
public:
    using HttpBackend::HttpBackend;
    QFuture<QueryResults> query(const DataSourceSettings &source, std::vector<DataQuery> queries) override;
    QFuture<Result<std::string>> checkHealth(const DataSourceSettings &source) override;
    QFuture<Result<std::vector<std::string>>> variableValues(const DataSourceSettings &source, std::string query, TimeRange range) override;
};

} // namespace mdash
