#pragma once

#include "base/clock.h"
#include "platform/cluster/bootclock.h"

#include <atomic>

namespace mdash {

/// A clock that a test sets. Thread-safe.
class TestClock final : public Clock
{
public:
    explicit TestClock(TimePoint start = TimePoint(Millis(1'700'000'000'000))) : m_millis(start.time_since_epoch().count()) {}

    [[nodiscard]] TimePoint now() const override { return TimePoint(Millis(m_millis.load())); }
    void advance(Millis time) { m_millis += time.count(); }

private:
    std::atomic<Millis::rep> m_millis;
};

/// Time since the machine's start, as a test wants it. Thread-safe.
class TestBootClock final : public BootClock
{
public:
    [[nodiscard]] Millis now() const override { return Millis(m_millis.load()); }
    void advance(Millis time) { m_millis += time.count(); }

private:
    std::atomic<Millis::rep> m_millis{1'000'000};
};

} // namespace mdash
