#pragma once

#include "features/queries/expressions/mathparser.h"
#include "features/queries/expressions/mathvalue.h"

#include <map>

namespace mdash {

// Operations of server-side expressions on value sets: pure functions.

/// Evaluates @p expression; every variable of it is in @p variables. Fails with TooLarge if two sides have too many
/// combinations of labels.
[[nodiscard]] Result<ValueSet> evaluateMath(const MathExpression &expression, const std::map<std::string, ValueSet> &variables);

/// 1 or 0 for every value. @p kind is gt, lt, eq, ne, gte, lte, within_range, outside_range or a *_included of the last
/// two; @p limits has as many numbers as it needs.
[[nodiscard]] ValueSet threshold(const ValueSet &set, const std::string &kind, const std::vector<double> &limits);
/// How many limits @p kind needs; 0 if it is unknown.
[[nodiscard]] std::size_t thresholdLimits(std::string_view kind);

} // namespace mdash
