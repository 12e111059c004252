#pragma once

#include <atomic>
#include <cstdint>

namespace mdash {

/// How many queries data sources were asked, and what became of them. One per node; thread-safe.
struct QueryCounters
{
    std::atomic<std::int64_t> queries{0};
    std::atomic<std::int64_t> errors{0};
    std::atomic<std::int64_t> milliseconds{0}; // that the sources took, summed
};

} // namespace mdash
