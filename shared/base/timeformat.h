#pragma once

#include "base/clock.h"

#include <QTimeZone>

#include <string>
#include <string_view>

namespace mdash {

/// `2024-05-15T10:20:30.500Z`.
[[nodiscard]] std::string formatIsoTime(TimePoint time);

/// Writes @p time by a pattern of the kind that dashboards use: YYYY YY MMMM MMM MM M DD D Do dddd ddd HH H hh h mm m ss s
/// SSS A a Z ZZ X x, `[literal]`; other characters stand for themselves. English names.
[[nodiscard]] std::string formatTimePattern(TimePoint time, const QTimeZone &zone, std::string_view pattern);

} // namespace mdash
