#pragma once

#include <chrono>
#include <ctime>

namespace mdash {

/// Time since the machine's start, whether it slept or not: says how long something took, whatever happens to the date.
/// Tests set it. Thread-safe.
class BootClock
{
public:
    virtual ~BootClock() = default;
    [[nodiscard]] virtual std::chrono::milliseconds now() const = 0;
};

class SystemBootClock final : public BootClock
{
public:
    [[nodiscard]] std::chrono::milliseconds now() const override
    {
        timespec time{};
        clock_gettime(CLOCK_BOOTTIME, &time);
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(time.tv_sec)
                                                                     + std::chrono::nanoseconds(time.tv_nsec));
    }
};

} // namespace mdash
