#pragma once

#include "base/error.h"
#include "base/json.h"
#include "frames/reducers.h"
#include "frames/transformations.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// What one step of a transformation works with.
struct TransformContext
{
    const JsonValue &options;
    const Replace &replace;

    /// The option @p name as text with its variables replaced.
    [[nodiscard]] std::string text(std::string_view name, std::string_view fallback = {}) const;
    [[nodiscard]] std::string replaced(const JsonValue &json) const;
};

/// One step: it takes all frames and gives the new ones, or says why it cannot.
using Transform = Result<Frames> (*)(Frames frames, const TransformContext &context);

Result<Frames> organize(Frames frames, const TransformContext &context);
Result<Frames> filterFieldsByName(Frames frames, const TransformContext &context);
Result<Frames> filterByRefId(Frames frames, const TransformContext &context);
Result<Frames> renameByRegex(Frames frames, const TransformContext &context);
Result<Frames> convertFieldType(Frames frames, const TransformContext &context);
Result<Frames> merge(Frames frames, const TransformContext &context);
Result<Frames> joinByField(Frames frames, const TransformContext &context);
Result<Frames> concatenate(Frames frames, const TransformContext &context);
Result<Frames> joinByLabels(Frames frames, const TransformContext &context);
Result<Frames> sortBy(Frames frames, const TransformContext &context);
Result<Frames> limitRows(Frames frames, const TransformContext &context);
Result<Frames> filterByValue(Frames frames, const TransformContext &context);
Result<Frames> groupBy(Frames frames, const TransformContext &context);
Result<Frames> reduceFrames(Frames frames, const TransformContext &context);
Result<Frames> labelsToFields(Frames frames, const TransformContext &context);
Result<Frames> seriesToRows(Frames frames, const TransformContext &context);
Result<Frames> calculateField(Frames frames, const TransformContext &context);
Result<Frames> groupingToMatrix(Frames frames, const TransformContext &context);
Result<Frames> rowsToFields(Frames frames, const TransformContext &context);
Result<Frames> transpose(Frames frames, const TransformContext &context);
Result<Frames> partitionByValues(Frames frames, const TransformContext &context);
Result<Frames> prepareTimeSeries(Frames frames, const TransformContext &context);
Result<Frames> extractFields(Frames frames, const TransformContext &context);
Result<Frames> histogram(Frames frames, const TransformContext &context);
Result<Frames> configFromData(Frames frames, const TransformContext &context);
Result<Frames> timeSeriesTable(Frames frames, const TransformContext &context);

/// The most cells that a step may give; larger results fail with TooLarge before they cost memory.
inline constexpr std::size_t mostCells = 1'000'000;
/// Fails if a result of that size is too large.
[[nodiscard]] Result<void> checkSize(std::size_t rows, std::size_t columns);

/// A column of @p values: numbers, truths, or text if they are mixed. Nothing becomes null. @p type is used if there is
/// no value.
[[nodiscard]] Column columnOf(const std::vector<Reduced> &values, FieldType type = FieldType::Number);
/// A value as text that tells it from others: for grouping and for comparing rows.
[[nodiscard]] std::string keyOf(const Column &column, std::size_t row);
/// A value as people would write it.
[[nodiscard]] std::string wordOf(const Column &column, std::size_t row);
/// @p frame with only the rows of @p order, in that order.
[[nodiscard]] Frame withRows(const Frame &frame, const std::vector<std::size_t> &order);
/// A field with that name and nothing else.
[[nodiscard]] Field plainField(std::string name, Column values);

} // namespace mdash
