#pragma once

#include "features/panels/flights.h"
#include "features/queries/datasourcequery.h"

namespace mdash {

/// Values of a query variable, as its data source gave them.
using VariableAnswer = Result<std::vector<std::string>>;

[[nodiscard]] bool isFailure(const QueryResult &answer);
[[nodiscard]] bool isFailure(const VariableAnswer &answer);
/// About how many bytes of memory an answer takes.
[[nodiscard]] std::size_t sizeOf(const QueryResult &answer);
[[nodiscard]] std::size_t sizeOf(const VariableAnswer &answer);
/// How many values the frames have.
[[nodiscard]] std::size_t pointsOf(const Frames &frames);

/// All that makes the answer of a query, as a text: equal for equal questions.
[[nodiscard]] std::string flightKey(OrgId orgId, qint64 sourceVersion, const DataQuery &query);

using QueryFlights = Flights<QueryResult>;
using VariableFlights = Flights<VariableAnswer>;

} // namespace mdash
