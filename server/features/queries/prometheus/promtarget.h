#pragma once

#include "features/queries/datasourcequery.h"

namespace mdash {

/// A Prometheus query ready to send: macros replaced, step known. Times in ms.
struct PromTarget
{
    std::string refId;
    std::string expr;
    bool range = false;
    bool instant = false;
    bool exemplars = false;
    std::string legendFormat;
    std::string format; // time_series, table, heatmap
    Millis step{0};
    TimePoint start; // aligned to the step
    TimePoint end;
    TimePoint instantTime;
    std::string executed; // "Expr: …\nStep: …"
};

/// What a data source's settings say about queries.
struct PromOptions
{
    std::string scrapeInterval; // jsonData.timeInterval
    bool usesPost = true;
    std::string customParameters; // jsonData.customQueryParameters, encoded
};
[[nodiscard]] PromOptions readPromOptions(const DataSourceSettings &source);

/// Fails with InvalidInput if the model has no expression.
[[nodiscard]] Result<PromTarget> readPromTarget(const DataQuery &query, const PromOptions &options);

/// Replaces `$__interval_ms`, `$__interval`, `$__range_ms`, `$__range_s`, `$__range`, `$__rate_interval`, and
/// `$__auto` of LogQL; also in braces.
[[nodiscard]] std::string replacePromMacros(std::string_view expr, const TimeRange &range, Millis step, Millis rateStep);

/// Seconds as a shortest decimal: 1641889530.5.
[[nodiscard]] std::string promSeconds(qint64 millis);

} // namespace mdash
