#pragma once

#include <prometheus/metric_family.h>

#include <vector>

namespace mdash {

/// Adds the process_… figures that Prometheus users expect of every program, from /proc.
void appendProcessMetrics(std::vector<prometheus::MetricFamily> &families);

} // namespace mdash
