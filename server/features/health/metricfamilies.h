#pragma once

#include <prometheus/metric_family.h>

#include <string>
#include <vector>

namespace mdash {

using MetricFamilies = std::vector<prometheus::MetricFamily>;

/// Adds a counter or gauge without labels.
inline void appendMetric(MetricFamilies &families, std::string name, std::string help, prometheus::MetricType type, double value)
{
    prometheus::ClientMetric metric;
    if (type == prometheus::MetricType::Counter)
        metric.counter.value = value;
    else
        metric.gauge.value = value;
    families.push_back({std::move(name), std::move(help), type, {metric}});
}

} // namespace mdash
