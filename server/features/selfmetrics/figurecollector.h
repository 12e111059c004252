#pragma once

#include "features/selfmetrics/figures.h"

#include <prometheus/metric_family.h>

#include <map>

namespace mdash {

/// Picks the key figures out of the node's metrics. Remembers the buckets of the last call for the quantiles. One per node;
/// not thread-safe.
class FigureCollector
{
public:
    [[nodiscard]] FigureValues collect(const std::vector<prometheus::MetricFamily> &families);

private:
    using Buckets = std::map<double, double>; // upper bound -> cumulative count
    std::map<std::string, Buckets, std::less<>> m_last;
};

/// The value below which @p q of the observations lie, linear inside a bucket; nullopt without observations. @p buckets:
/// upper bound -> cumulative count. What lies above the last finite bound counts as that bound.
[[nodiscard]] std::optional<double> quantileOf(double q, const std::map<double, double> &buckets);

} // namespace mdash
