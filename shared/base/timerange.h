#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QTimeZone>

#include <string_view>

namespace mdash {

/// A half-open stretch of time; `from <= to`.
struct TimeRange
{
    TimePoint from;
    TimePoint to;

    [[nodiscard]] Millis length() const { return to - from; }
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

enum class RoundTo { Start, End };

/// Reads one end of a range: epoch milliseconds (`1641889530000`), date math (`now`, `now-6h`, `now/d`, `now-1d/d`,
/// `now/fy` is not supported), an ISO date or date-time (`2024-05-01`, `2024-05-01T10:00:00Z`), or a bare duration
/// (`5m` = now − 5 m). A rounding unit `/s /m /h /d /w /M /y` goes to the unit's start in @p zone, or with
/// RoundTo::End to its last millisecond. Weeks begin on Monday.
/// Fails with InvalidInput: "Expected a time like now-6h, got …".
[[nodiscard]] Result<TimePoint> parseTime(std::string_view text, TimePoint now, const QTimeZone &zone, RoundTo round);

/// Both ends; fails also if from lies after to.
[[nodiscard]] Result<TimeRange> parseTimeRange(std::string_view from, std::string_view to, TimePoint now,
                                               const QTimeZone &zone);

} // namespace mdash
