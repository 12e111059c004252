#pragma once

#include "features/queries/datasourcequery.h"

namespace mdash {

/// "__expr__", or "-100" as old clients write it.
[[nodiscard]] bool isExpression(const DataQuery &query);

/// Evaluates @p expressions on @p data, the results of the request's other queries, in the order of what they need; answers
/// the data's results and the expressions', without the queries that are hidden. Errors are per query: an expression that
/// needs a failed one fails too and names it. Pure; several alerts or panels may call it at once.
[[nodiscard]] QueryResults evaluateExpressions(const std::vector<DataQuery> &expressions, QueryResults data,
                                               const std::vector<std::string> &hiddenRefIds);

} // namespace mdash
