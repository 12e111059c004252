#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mdash {

/// The samples of one series inside a window that ends at `end` and is `length` long, both ms; times lie in (end − length, end].
struct Window
{
    std::span<const std::int64_t> times;
    std::span<const double> values;
    std::int64_t end = 0;
    std::int64_t length = 0;
};

/// What the PromQL function @p name (`rate`, `avg_over_time`, …) makes of it; NaN if there are too few samples.
/// Counters may start again at 0; rate and increase reach to the ends of the window as Prometheus does.
[[nodiscard]] double windowFunction(std::string_view name, const Window &window);

} // namespace mdash
