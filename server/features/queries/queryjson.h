#pragma once

#include "features/queries/datasourcequery.h"

namespace mdash {

// The bodies of POST /api/ds/query (ds-query §1 and §2).

/// Fails with InvalidInput, messageId query.noQueries, query.invalidDatasourceId or query.tooManyQueries.
[[nodiscard]] Result<std::vector<DataQuery>> readQueryRequest(const JsonValue &body, TimePoint now);

/// `{"results":{"A":{"status":200,"frames":[…]}}}`.
[[nodiscard]] std::string writeQueryResults(const QueryResults &results);
[[nodiscard]] bool hasError(const QueryResults &results);

} // namespace mdash
