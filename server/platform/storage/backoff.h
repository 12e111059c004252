#pragma once

#include <chrono>

namespace mdash {

/// When to try again what failed: within 100 ms, doubling to 2 s, each time at a random moment of that span, so that many nodes
/// do not try at once. One thread.
class Backoff
{
public:
    [[nodiscard]] bool mayTry() const;
    void failed();
    void succeeded() { *this = {}; }

private:
    std::chrono::milliseconds m_step{0};
    std::chrono::steady_clock::time_point m_next{};
};

} // namespace mdash
