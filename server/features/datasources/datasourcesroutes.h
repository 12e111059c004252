#pragma once

#include "features/datasources/datasourcesservice.h"
#include "platform/http/router.h"

namespace mdash {

/// /api/datasources: make, read, change, delete, by uid, name and id (http-api §4.1).
class DataSourcesRoutes
{
public:
    explicit DataSourcesRoutes(DataSourcesService &sources) : m_sources(sources) {}
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> create(const Request &request, const Principal &caller);
    Result<Response> read(const Request &request, const Principal &caller);
    Result<Response> idByName(const Request &request, const Principal &caller);
    Result<Response> update(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);

    /// The data source that ":uid", ":name" or ":id" of the route names.
    Result<DataSource> named(const Request &request, const Principal &caller);

    DataSourcesService &m_sources;
};

} // namespace mdash
