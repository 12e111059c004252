#pragma once

#include "base/clock.h"
#include "features/administration/statistics.h"

#include <functional>
#include <mutex>
#include <optional>

namespace mdash {

/// The last count, so that scrapes of /metrics do not read whole tables each time. One for all workers, thread-safe.
class StatisticsCache
{
public:
    explicit StatisticsCache(const Clock &clock) : m_clock(clock) {}

    /// What @p count gave within the last minute, else what it gives now. Null if it gave nothing yet. A caller does not
    /// wait for another one that is counting: it gets the old numbers.
    [[nodiscard]] std::optional<Statistics> get(const std::function<std::optional<Statistics>()> &count);

private:
    const Clock &m_clock;
    std::mutex m_counting;
    std::mutex m_mutex;
    std::optional<Statistics> m_last; // guarded by m_mutex
    TimePoint m_countedAt{};          // guarded by m_mutex
};

} // namespace mdash
