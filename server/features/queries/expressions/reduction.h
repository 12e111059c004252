#pragma once

#include "base/timerange.h"
#include "features/queries/expressions/mathvalue.h"

namespace mdash {

// Fewer points, or other times: reduce and resample of server-side expressions. Pure functions.

enum class ReduceMode { Strict, DropNonNumbers, ReplaceNonNumbers };
struct ReduceOptions
{
    std::string reducer; // sum, mean, min, max, count, last, median
    ReduceMode mode = ReduceMode::Strict;
    double replacement = 0;
};
[[nodiscard]] bool isReductionFunction(std::string_view name);
/// Of the values of one series. @p options has a known reducer.
[[nodiscard]] Maybe reduceValues(const std::vector<Maybe> &values, const ReduceOptions &options);
[[nodiscard]] ValueSet reduce(const ValueSet &set, const std::string &refId, const ReduceOptions &options);

struct ResampleOptions
{
    Millis window{0};
    std::string downsampler; // sum, mean, min, max, last
    std::string upsampler;   // pad, backfilling, fillna
};
/// Onto a grid that begins at range.from. Fails with Unprocessable if the window is longer than the range, or the grid
/// too fine, or a value is no series.
[[nodiscard]] Result<ValueSet> resample(const ValueSet &set, const TimeRange &range, const ResampleOptions &options);

} // namespace mdash
