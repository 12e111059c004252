#pragma once

#include "features/administration/statistics.h"
#include "features/health/metricfamilies.h"

namespace mdash {

// Figures under the names that people's dashboards and rules about such a server ask for.

/// `grafana_stat_total…`: what the database holds.
void appendStatistics(MetricFamilies &families, const Statistics &all);

/// `grafana_api_response_status_total` and its kin, and the summed durations of some calls, out of the histogram
/// `grafana_http_request_duration_seconds` in @p families.
void appendResponseTotals(MetricFamilies &families);

} // namespace mdash
