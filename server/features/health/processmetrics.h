#pragma once

#include "features/health/metricfamilies.h"

namespace mdash {

/// Adds the process_… figures that Prometheus users expect of every program, from /proc.
void appendProcessMetrics(MetricFamilies &families);

} // namespace mdash
