#pragma once

#include "base/clock.h"
#include "features/queries/queryservice.h"
#include "platform/http/router.h"

namespace mdash {

/// POST /api/ds/query, and health of data sources. One per worker.
class QueriesRoutes
{
public:
    /// @p answersMultiStatus: 207 instead of 400 when some query failed.
    QueriesRoutes(QueryService &queries, Executor executor, const Clock &clock, bool answersMultiStatus);
    void declare(Router &router);

private:
    Reply query(const Request &request, const Principal &caller);
    Reply health(const Request &request, const Principal &caller);

    QueryService &m_queries;
    Executor m_executor;
    const Clock &m_clock;
    bool m_answersMultiStatus;
};

/// The data source that ":uid" or ":id" of a route names. Fails with InvalidInput for an id that is no number.
[[nodiscard]] Result<DataSourceRef> dataSourceRefOf(const Request &request);

} // namespace mdash
