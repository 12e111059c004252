#pragma once

#include "base/clock.h"

#include <QtGlobal>

#include <optional>

namespace mdash {

struct SessionLifetimes
{
    Millis absolute = std::chrono::days{30};
    Millis idle = std::chrono::days{7};
    Millis rotation = std::chrono::minutes{10};
    Millis grace = std::chrono::seconds{120}; // for the token before; at least the life of a request

    /// A sentence if two rotations could fall into one request, or a session could end before its first rotation.
    [[nodiscard]] std::optional<QString> problem() const;
};

/// The row of a session as one request sees it; all instants are of the database's clock, in ms.
struct SessionState
{
    qint64 n = 1;
    qint64 createdAt = 0;
    qint64 rotatedAt = 0;                // or when token n was first seen
    std::optional<qint64> firstSeenAt{}; // first request that carried token n
    bool isRevoked = false;
    bool userIsGoneOrDisabled = false;
    qint64 now = 0;
};

/// What a request that carries token k gets (sessions.md §3).
enum class SessionVerdict {
    Served,       // nothing to write
    ServedSeen,   // token n is seen for the first time
    ServedRotate, // token n is old enough to be followed by the next
    ServedRenew,  // token n−1 within grace: hand out token n
    ServedAhead,  // a fail-over lost our rotation: take the browser's number
    Stale,        // token n−1 after grace: ask again with the jar's present value
    Replayed,     // two rotations old: somebody has a copy, end the session
    Revoked,
    Expired,
};

[[nodiscard]] SessionVerdict judge(qint64 k, const SessionState &session, const SessionLifetimes &lifetimes);

} // namespace mdash
