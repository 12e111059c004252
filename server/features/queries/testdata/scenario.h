#pragma once

#include "features/queries/datasourcequery.h"
#include "features/queries/testdata/random.h"

namespace mdash {

/// What a scenario of the TestData source is made from.
struct ScenarioInput
{
    const DataQuery &query;
    JsonValue model;
    Random &random;

    [[nodiscard]] std::int64_t from() const { return query.range.from.time_since_epoch().count(); }
    [[nodiscard]] std::int64_t to() const { return query.range.to.time_since_epoch().count(); }
    [[nodiscard]] std::int64_t interval() const { return std::max<std::int64_t>(1, query.interval.count()); }
    /// A number that editors also keep as text; @p fallback if it is neither or empty.
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    /// Labels of series @p index from `labels` (`a=b,c="d"`, `$seriesIndex` becomes the index).
    [[nodiscard]] Labels labels(std::int64_t index) const;
    /// The series' name: `alias`, else `<refId>-series`, with the index from the second on.
    [[nodiscard]] std::string seriesName(std::int64_t index) const;
};

/// Labels from `a=b,c="d"`, with or without braces.
[[nodiscard]] Labels parseLabelText(std::string_view text);

/// A frame of time and number for series @p index, named and labelled.
[[nodiscard]] Frame seriesFrame(const ScenarioInput &input, std::int64_t index, std::vector<std::int64_t> times, Column values);

/// At most so many points a series, whatever a request asks for.
constexpr std::int64_t mostScenarioPoints = 10'000;

// Scenarios by id; each answers one query.
QueryResult randomWalk(const ScenarioInput &input);
QueryResult randomWalkWithError(const ScenarioInput &input);
QueryResult csvMetricValues(const ScenarioInput &input);
QueryResult predictablePulse(const ScenarioInput &input);
QueryResult predictableCsvWave(const ScenarioInput &input);
QueryResult datapointsOutsideRange(const ScenarioInput &input);
QueryResult noDataPoints(const ScenarioInput &input);
QueryResult serverError(const ScenarioInput &input);

QueryResult randomWalkTable(const ScenarioInput &input);
QueryResult exponentialHeatmap(const ScenarioInput &input);
QueryResult linearHeatmap(const ScenarioInput &input);
QueryResult tableStatic(const ScenarioInput &input);
QueryResult logLines(const ScenarioInput &input);
QueryResult csvContent(const ScenarioInput &input);
QueryResult rawFrame(const ScenarioInput &input);

} // namespace mdash
