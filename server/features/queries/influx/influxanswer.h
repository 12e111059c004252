#pragma once

#include "features/queries/influx/influxtarget.h"

namespace mdash {

/// Frames out of the JSON that `/query` answers: a frame for each series and column with its tags as labels, or one table.
/// Fails with InvalidInput that carries InfluxDB's words, with BadGateway for what is no answer.
[[nodiscard]] Result<Frames> parseInfluxAnswer(const std::string &body, int status, const InfluxTarget &target);

/// Frames out of annotated CSV that `/api/v2/query` answers: one for each table; with _time and _value a series named by
/// _measurement and _field, labelled by the tags of its group.
[[nodiscard]] Result<Frames> parseFluxAnswer(const std::string &body, int status, const InfluxTarget &target);

/// What a variable's query found, each once.
[[nodiscard]] std::vector<std::string> influxValues(const Frames &frames);

} // namespace mdash
