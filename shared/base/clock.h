#pragma once

#include <chrono>

namespace mdash {

using Millis = std::chrono::milliseconds;
using TimePoint = std::chrono::sys_time<Millis>;

/// Where the time comes from. Nothing below the runtime asks the system; tests set it. Thread-safe.
/// Cluster decisions never use it: they compare database time with database time.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override
    {
        return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
    }
};

} // namespace mdash
