#pragma once

#include "features/queries/datasourcequery.h"
#include "features/queries/executor.h"
#include "platform/net/egress.h"

#include <chrono>

namespace mdash {

/// A query with the one request that answers it, for backends of which each query needs just one.
struct SentQuery
{
    std::string refId;
    EgressRequest request;
    std::function<Result<Frames>(EgressResponse)> read; // runs on the executor
};

/// Sends all of them and gathers what came; @p results has what failed before.
[[nodiscard]] QFuture<QueryResults> sendAll(Egress &egress, const Executor &executor, std::vector<SentQuery> queries, QueryResults results);

} // namespace mdash
