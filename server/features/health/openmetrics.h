#pragma once

#include "features/health/metricfamilies.h"

#include <string_view>

namespace mdash {

/// The media type to answer with: OpenMetrics if the Accept header @p accepted names it, else Prometheus text.
[[nodiscard]] std::string metricsType(std::string_view accepted);

/// @p families in the OpenMetrics text format.
[[nodiscard]] std::string openMetricsText(const MetricFamilies &families);

} // namespace mdash
