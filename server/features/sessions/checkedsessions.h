#pragma once

#include "base/clock.h"
#include "features/sessions/identity.h"

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace mdash {

/// Whose sessions this node found good in the last minute, for reading on while the database does not answer. One per node;
/// thread-safe.
class CheckedSessions
{
public:
    struct Session
    {
        SessionId id;
        qint64 n = 0; // of the token that was served; an older one is not
        Identity identity;
    };

    /// @p isEnabled is `[database] serve_stale`.
    CheckedSessions(const Clock &clock, bool isEnabled) : m_clock(clock), m_isEnabled(isEnabled) {}

    void put(const QString &sidHash, OrgId wantedOrg, Session session);
    /// The session if it was checked at most a minute ago with a token that is not younger than number @p n.
    [[nodiscard]] std::optional<Session> find(const QString &sidHash, OrgId wantedOrg, qint64 n);
    /// A session has ended somewhere, or rights have changed: whoever comes is checked anew.
    void clear();

private:
    struct Held
    {
        Session session;
        TimePoint until;
    };
    const Clock &m_clock;
    const bool m_isEnabled;
    std::mutex m_mutex; // guards the rest
    std::unordered_map<std::string, Held> m_held; // by hash and organisation
};

} // namespace mdash
