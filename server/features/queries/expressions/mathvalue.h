#pragma once

#include "base/error.h"
#include "frames/frame.h"

#include <optional>
#include <variant>
#include <vector>

namespace mdash {

/// A number of an expression; nullopt is "no value", which is not NaN.
using Maybe = std::optional<double>;

struct Series
{
    Labels labels;
    std::vector<std::int64_t> times; // ms
    std::vector<Maybe> values;
    friend bool operator==(const Series &, const Series &) = default;
};

/// One value of a labelled thing, such as a reduced series.
struct Number
{
    Labels labels;
    Maybe value;
    friend bool operator==(const Number &, const Number &) = default;
};

/// A constant.
struct Scalar
{
    Maybe value;
    friend bool operator==(const Scalar &, const Scalar &) = default;
};

/// The data source had nothing.
struct NoData
{
    friend bool operator==(const NoData &, const NoData &) = default;
};

using MathValue = std::variant<NoData, Scalar, Number, Series>;

/// What a query or an expression gave.
struct ValueSet
{
    std::vector<MathValue> values;
    std::vector<Notice> notices;
    std::string customJson; // meta.custom of the output: the matches of classic conditions
};

[[nodiscard]] const Labels &labelsOf(const MathValue &value);

/// Series out of frames with a time, numbers out of rows and single samples (ds-query §9). No rows at all is NoData.
/// Fails with Unprocessable if a frame is neither.
[[nodiscard]] Result<ValueSet> valuesOf(const Frames &frames, const std::string &refId);

/// Frames as the query API answers them, fields named @p refId.
[[nodiscard]] Frames framesOf(const ValueSet &set, const std::string &refId);

} // namespace mdash
