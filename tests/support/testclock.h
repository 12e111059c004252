#pragma once

#include "base/clock.h"

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

} // namespace mdash
