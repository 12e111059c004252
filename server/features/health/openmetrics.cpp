#include "features/health/openmetrics.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mdash {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::string_view Total = "_total";

std::string number(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

/// As labels that are numbers must look: 1 is "1.0".
std::string numberLabel(double value)
{
    std::string text = number(value);
    return text.find_first_of(".eIN") == std::string::npos ? text + ".0" : text;
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out;
}

std::string_view typeName(MetricType type)
{
    switch (type) {
    case MetricType::Counter: return "counter";
    case MetricType::Gauge: return "gauge";
    case MetricType::Summary: return "summary";
    case MetricType::Histogram: return "histogram";
    default: return "unknown";
    }
}

/// One line; @p label and @p labelValue are added to the metric's labels if there is one.
void writeSample(std::string &out, const std::string &name, const ClientMetric &metric, double value, std::string_view label = {},
                 const std::string &labelValue = {})
{
    out += name;
    std::string labels;
    const auto add = [&](std::string_view key, std::string_view text) {
        labels.append(labels.empty() ? "{" : ",").append(key).append("=\"").append(escaped(text)).append("\"");
    };
    for (const auto &one : metric.label)
        add(one.name, one.value);
    if (!label.empty())
        add(label, labelValue);
    out.append(labels).append(labels.empty() ? " " : "} ").append(number(value)).append("\n");
}

void writeHistogram(std::string &out, const std::string &name, const ClientMetric &metric)
{
    bool hasInfinity = false;
    for (const auto &bucket : metric.histogram.bucket) {
        hasInfinity = hasInfinity || std::isinf(bucket.upper_bound);
        writeSample(out, name + "_bucket", metric, static_cast<double>(bucket.cumulative_count), "le", numberLabel(bucket.upper_bound));
    }
    const auto count = static_cast<double>(metric.histogram.sample_count);
    if (!hasInfinity)
        writeSample(out, name + "_bucket", metric, count, "le", "+Inf");
    writeSample(out, name + "_count", metric, count);
    writeSample(out, name + "_sum", metric, metric.histogram.sample_sum);
}

void writeSummary(std::string &out, const std::string &name, const ClientMetric &metric)
{
    for (const auto &quantile : metric.summary.quantile)
        writeSample(out, name, metric, quantile.value, "quantile", numberLabel(quantile.quantile));
    writeSample(out, name + "_count", metric, static_cast<double>(metric.summary.sample_count));
    writeSample(out, name + "_sum", metric, metric.summary.sample_sum);
}

void writeMetric(std::string &out, const std::string &name, MetricType type, const ClientMetric &metric)
{
    switch (type) {
    case MetricType::Counter: writeSample(out, name + std::string(Total), metric, metric.counter.value); break;
    case MetricType::Gauge: writeSample(out, name, metric, metric.gauge.value); break;
    case MetricType::Summary: writeSummary(out, name, metric); break;
    case MetricType::Histogram: writeHistogram(out, name, metric); break;
    default: writeSample(out, name, metric, metric.untyped.value); break;
    }
}

} // namespace

std::string metricsType(std::string_view accepted)
{
    const auto names = [&](std::string_view word) { return accepted.find(word) != std::string_view::npos; };
    if (!names("application/openmetrics-text"))
        return "text/plain; version=0.0.4; charset=utf-8";
    const bool isOldOnly = names("0.0.1") && !names("1.0.0");
    return isOldOnly ? "application/openmetrics-text; version=0.0.1; charset=utf-8" : "application/openmetrics-text; version=1.0.0; charset=utf-8";
}

std::string openMetricsText(const MetricFamilies &families)
{
    std::string out;
    for (const MetricFamily &family : families) {
        std::string name = family.name;
        if (family.type == MetricType::Counter && name.ends_with(Total)) // belongs to the samples
            name.resize(name.size() - Total.size());
        out.append("# HELP ").append(name).append(" ").append(escaped(family.help)).append("\n");
        out.append("# TYPE ").append(name).append(" ").append(typeName(family.type)).append("\n");
        for (const ClientMetric &metric : family.metric)
            writeMetric(out, name, family.type, metric);
    }
    return out.append("# EOF\n");
}

} // namespace mdash
