#pragma once

#include "features/queries/datasourcequery.h"

namespace mdash {

/// How an InfluxDB is asked.
struct InfluxOptions
{
    bool usesFlux = false; // the source's own language; a query with `|>` is Flux in any case
    bool usesPost = false;
    std::string database;
    std::string organization, defaultBucket;
};
[[nodiscard]] InfluxOptions readInfluxOptions(const DataSourceSettings &source);

/// An InfluxDB query ready to send.
struct InfluxTarget
{
    std::string refId;
    std::string text;
    bool isFlux = false;
    bool isTable = false;
    std::string alias;
};
/// From raw text or from the parts of the query builder. Fails with InvalidInput if there is neither.
[[nodiscard]] Result<InfluxTarget> readInfluxTarget(const DataQuery &query, const InfluxOptions &options);

[[nodiscard]] bool isFluxText(std::string_view text);

/// The InfluxQL text of a query builder's model, its macros not yet replaced.
[[nodiscard]] std::string buildInfluxQuery(const JsonValue &model);

/// Replaces `$timeFilter`, `$interval`, `$__interval` and `$__interval_ms` of InfluxQL.
[[nodiscard]] std::string replaceInfluxMacros(std::string_view text, const TimeRange &range, Millis interval);

/// Replaces `v.timeRangeStart`, `v.timeRangeStop`, `v.windowPeriod`, `v.defaultBucket`, `v.organization` of Flux, and the
/// interval macros.
[[nodiscard]] std::string replaceFluxMacros(std::string_view text, const TimeRange &range, Millis interval, const InfluxOptions &options);

} // namespace mdash
