#pragma once

#include <atomic>
#include <cstdint>

namespace mdash {

/// What became of sessions and sign-ins on this node since its start. Thread-safe.
struct SessionCounters
{
    std::atomic<std::int64_t> rotations{0};
    std::atomic<std::int64_t> rotationRaces{0}; // another request was first: its token was handed out
    std::atomic<std::int64_t> stale{0};         // the token before, after its grace: the client asks again
    std::atomic<std::int64_t> replays{0};       // two rotations old: the session was ended
    std::atomic<std::int64_t> ahead{0};         // a fail-over had lost a rotation
    std::atomic<std::int64_t> unavailable{0};   // the database did not say who asks
    std::atomic<std::int64_t> loginsGood{0}, loginsWrong{0}, loginsThrottled{0};
};

} // namespace mdash
