#pragma once

#include "frames/frame.h"
#include "panels/panelview.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mdash {

/// One series before it is joined with others. The columns have equal length.
struct TimedValues
{
    const Column *times = nullptr;    // type Time
    const Column *values = nullptr;   // type Number or Boolean
    std::optional<double> intervalMs; // distance that its points should have: a longer one is a gap
    bool nullsAsZero = false;
};

/// Series on one common x.
struct JoinedSeries
{
    std::vector<std::int64_t> times;   // ascending, epoch ms
    std::vector<view::Numbers> values; // one a series, NaN = none
    /// Per series: distance in ms up to which neighbours belong together although other series have points between
    /// them.
    std::vector<std::optional<double>> bridges;
    std::size_t notFinite = 0; // NaN and infinities that became "none"
};

/// Joins on time. Rows without a time are left out; of equal times within a series the last counts.
[[nodiscard]] JoinedSeries joinOnTime(const std::vector<TimedValues> &series);

/// Keeps the least and the greatest value of every series in each of @p columns slices of time, in their order, so that
/// peaks stay visible. False, and nothing done, if there are not more than two points a slice.
bool reduceToColumns(JoinedSeries &joined, std::size_t columns);

/// @p times as start, step and count if they are evenly spaced.
[[nodiscard]] view::Times compactTimes(std::vector<std::int64_t> times);

} // namespace mdash
