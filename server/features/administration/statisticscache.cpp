#include "features/administration/statisticscache.h"

namespace mdash {

namespace {
constexpr std::chrono::minutes Lifetime{1};
}

std::optional<Statistics> StatisticsCache::get(const std::function<std::optional<Statistics>()> &count)
{
    const std::unique_lock counting(m_counting, std::try_to_lock);
    {
        const std::lock_guard lock(m_mutex);
        if (!counting || (m_last && m_clock.now() < m_countedAt + Lifetime))
            return m_last;
    }
    auto counted = count();
    const std::lock_guard lock(m_mutex);
    if (counted) {
        m_last = std::move(counted);
        m_countedAt = m_clock.now();
    }
    return m_last;
}

} // namespace mdash
