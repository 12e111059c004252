#pragma once

#include "features/queries/queryservice.h"
#include "platform/http/router.h"
#include "platform/net/egress.h"

namespace mdash {

/// /api/datasources/proxy/…: calls of a data source's own API with its stored credentials, and its `resources/`. One per
/// worker; the worker is free while the source thinks.
class DataSourceProxyRoutes
{
public:
    DataSourceProxyRoutes(QueryService &queries, Egress &egress, Executor executor);
    void declare(Router &router);

private:
    Reply proxy(const Request &request, const Principal &caller);
    Reply resource(const Request &request, const Principal &caller);
    Reply forward(const Request &request, const DataSourceSettings &source, std::string_view path);

    QueryService &m_queries;
    Egress &m_egress;
    Executor m_executor;
};

} // namespace mdash
