#include "features/selfmetrics/figurecollector.h"

#include <cmath>

namespace mdash {
namespace {

bool hasStatus(const prometheus::ClientMetric &metric, std::string_view code)
{
    for (const auto &label : metric.label) {
        if (label.name == "status_code")
            return !label.value.empty() && label.value.front() == code.front();
    }
    return false;
}

double sumOf(const prometheus::MetricFamily &family)
{
    double sum = 0;
    for (const auto &metric : family.metric)
        sum += family.type == prometheus::MetricType::Counter ? metric.counter.value : metric.gauge.value;
    return sum;
}

double countOf(const prometheus::MetricFamily &family, std::string_view code)
{
    double count = 0;
    for (const auto &metric : family.metric)
        count += hasStatus(metric, code) ? static_cast<double>(metric.histogram.sample_count) : 0;
    return count;
}

double secondsOf(const prometheus::MetricFamily &family)
{
    double sum = 0;
    for (const auto &metric : family.metric)
        sum += metric.histogram.sample_sum;
    return sum;
}

std::map<double, double> bucketsOf(const prometheus::MetricFamily &family)
{
    std::map<double, double> buckets;
    for (const auto &metric : family.metric) {
        for (const auto &bucket : metric.histogram.bucket)
            buckets[bucket.upper_bound] += static_cast<double>(bucket.cumulative_count);
    }
    return buckets;
}

std::map<double, double> difference(const std::map<double, double> &now, const std::map<double, double> &before)
{
    std::map<double, double> added = now;
    for (auto &[bound, count] : added) {
        const auto known = before.find(bound);
        count -= known == before.end() ? 0 : known->second;
    }
    return added;
}

} // namespace

std::optional<double> quantileOf(double q, const std::map<double, double> &buckets)
{
    const double all = buckets.empty() ? 0 : buckets.rbegin()->second;
    if (all <= 0)
        return std::nullopt;
    const double rank = q * all;
    double lowBound = 0, lowCount = 0;
    for (const auto &[bound, count] : buckets) {
        if (count >= rank)
            return std::isinf(bound) ? lowBound : lowBound + (bound - lowBound) * (rank - lowCount) / std::max(1e-9, count - lowCount);
        lowBound = bound;
        lowCount = count;
    }
    return lowBound;
}

FigureValues FigureCollector::collect(const std::vector<prometheus::MetricFamily> &families)
{
    std::map<std::string_view, const prometheus::MetricFamily *> byName;
    for (const auto &family : families)
        byName.emplace(family.name, &family);
    std::map<std::string_view, Buckets> added;
    for (const auto &[name, family] : byName) {
        if (family->type != prometheus::MetricType::Histogram)
            continue;
        Buckets now = bucketsOf(*family);
        Buckets &last = m_last[std::string(name)];
        added[name] = difference(now, last);
        last = std::move(now);
    }
    FigureValues values;
    for (const Figure &figure : figures()) {
        const auto found = byName.find(figure.family);
        std::optional<double> value;
        if (figure.family.empty()) {
            value = 1;
        } else if (found != byName.end()) {
            switch (figure.source) {
            case FigureSource::Sum: value = sumOf(*found->second); break;
            case FigureSource::Count: value = countOf(*found->second, figure.code); break;
            case FigureSource::Seconds: value = secondsOf(*found->second); break;
            case FigureSource::Quantile50: value = quantileOf(0.5, added[figure.family]); break;
            case FigureSource::Quantile95: value = quantileOf(0.95, added[figure.family]); break;
            }
        }
        if (value && std::isfinite(*value))
            values.emplace_back(figure.id, *value);
    }
    return values;
}

} // namespace mdash
