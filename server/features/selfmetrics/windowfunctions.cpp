#include "features/selfmetrics/windowfunctions.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mdash {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double counterGrowth(std::span<const double> values)
{
    double growth = values.back() - values.front();
    for (std::size_t i = 1; i < values.size(); ++i) {
        if (values[i] < values[i - 1])
            growth += values[i - 1]; // the counter began again
    }
    return growth;
}

/// Growth of the window's samples, stretched to the window's ends: by half a distance of samples, or to the end itself if
/// it is near; a counter is not stretched to below 0.
double stretched(const Window &window, double growth, bool isCounter)
{
    const auto seconds = [](std::int64_t millis) { return static_cast<double>(millis) / 1000; };
    const double sampled = seconds(window.times.back() - window.times.front());
    const double distance = sampled / static_cast<double>(window.times.size() - 1);
    double before = seconds(window.times.front() - (window.end - window.length));
    double after = seconds(window.end - window.times.back());
    if (isCounter && growth > 0 && window.values.front() >= 0)
        before = std::min(before, sampled * window.values.front() / growth);
    const double near = distance * 1.1;
    const double reach = sampled + (before < near ? before : distance / 2) + (after < near ? after : distance / 2);
    return growth * reach / sampled;
}

double instantRate(const Window &window)
{
    const std::size_t last = window.values.size() - 1;
    const double growth = window.values[last] < window.values[last - 1] ? window.values[last] : window.values[last] - window.values[last - 1];
    return growth * 1000 / static_cast<double>(window.times[last] - window.times[last - 1]);
}

double overTime(std::string_view name, std::span<const double> values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    if (name == "sum_over_time")
        return sum;
    if (name == "avg_over_time")
        return sum / static_cast<double>(values.size());
    if (name == "min_over_time")
        return *std::min_element(values.begin(), values.end());
    if (name == "max_over_time")
        return *std::max_element(values.begin(), values.end());
    return name == "count_over_time" ? static_cast<double>(values.size()) : values.back();
}

} // namespace

double windowFunction(std::string_view name, const Window &window)
{
    if (window.values.empty())
        return none;
    if (name.ends_with("_over_time"))
        return overTime(name, window.values);
    if (window.values.size() < 2 || window.times.back() == window.times.front())
        return none;
    if (name == "irate")
        return instantRate(window);
    if (name == "delta")
        return stretched(window, window.values.back() - window.values.front(), false);
    const double increase = stretched(window, counterGrowth(window.values), true);
    return name == "rate" ? increase * 1000 / static_cast<double>(window.length) : increase;
}

} // namespace mdash
