#pragma once

#include "base/timerange.h"

#include <optional>
#include <string_view>

namespace mdash {

// Steps of queries, as ds-query §3 and §4.2 define them: pure functions.

/// The round interval for @p raw (35 ms becomes 20 ms, 40 s becomes 30 s, …).
[[nodiscard]] Millis roundInterval(Millis raw);

/// (to − from) / maxDataPoints, but at least @p minimum, which is not rounded. 0 points count as 1,500.
[[nodiscard]] Millis calculateInterval(const TimeRange &range, qint64 maxDataPoints, Millis minimum);

/// `15s`, `>10s`, `30` (seconds). nullopt for an empty text, `0s`, a variable and what is no duration.
[[nodiscard]] std::optional<Millis> parseMinInterval(std::string_view text);

/// What a query or its data source says about the least distance of points.
struct IntervalHints
{
    std::string_view queryInterval;        // the query's `interval`
    Millis queryIntervalMs{0};             // the query's `intervalMs`; 0 = not said
    std::string_view dataSourceInterval;   // the data source's `timeInterval`
    Millis fallback{15'000};
};
[[nodiscard]] Millis minimumInterval(const IntervalHints &hints);

/// Prometheus refuses more than 11,000 points.
[[nodiscard]] Millis safeInterval(const TimeRange &range);

/// `$__rate_interval`: max(step + scrape, 4 × scrape).
[[nodiscard]] Millis rateInterval(Millis step, Millis scrapeInterval);

} // namespace mdash
