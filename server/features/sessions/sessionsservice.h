#pragma once

#include "features/sessions/checkedsessions.h"
#include "features/sessions/sessioncounters.h"
#include "features/sessions/sessionsstore.h"
#include "features/sessions/sessiontoken.h"

namespace mdash {

/// Where a request comes from, as the session row keeps it.
struct ClientTraits
{
    QString address;
    QString userAgent;
};

/// A token to put into the cookie, and when it is replaced.
struct IssuedToken
{
    std::string token;
    qint64 nextRotation = 0; // unix seconds
};

/// What a presented token leads to.
struct SessionCheck
{
    SessionId id;
    Identity identity;                // of a served request
    qint64 now = 0;                   // of the database, ms
    std::optional<IssuedToken> token; // set only with a number greater than the presented one
    std::optional<Error> refusal;     // Unauthenticated, or Unavailable when the database failed
    bool clearsCookie = false;
    bool isStale = false; // repeat the request with the jar's present value
    bool isRemembered = false; // refused since the database does not answer, but this node had just checked the session
};

/// Sign-in sessions by counter tokens (sessions.md). One per worker; key, memory and counters are the node's.
class SessionsService
{
public:
    SessionsService(SessionsStore &store, const SessionTokens &tokens, const SessionLifetimes &lifetimes, CheckedSessions &checked,
                    SessionCounters &counters)
        : m_store(store), m_tokens(tokens), m_lifetimes(lifetimes), m_checked(checked), m_counters(counters)
    {
    }

    /// Always a new session; nothing that was presented before is adopted.
    Result<IssuedToken> begin(UserId userId, const ClientTraits &client);
    /// Sessions of the whole cluster that were used in the last 15 minutes.
    [[nodiscard]] Result<qint64> countOfLastQuarterHour() { return m_store.countSeenWithin(std::chrono::minutes(15)); }
    /// One statement for a token that is young and seen; a write for one that is new or old.
    [[nodiscard]] SessionCheck check(std::string_view token, OrgId wantedOrg, const ClientTraits &client);
    /// Ends the session of @p token, if it is one.
    Result<void> signOut(std::string_view token);

    [[nodiscard]] Result<std::vector<SessionEntry>> listOf(UserId userId) { return m_store.listOf(userId, m_lifetimes); }
    /// Fails with NotFound "User auth token not found".
    Result<void> revoke(UserId userId, SessionId id);
    Result<void> revokeAll(UserId userId, const QString &why);

private:
    SessionCheck judged(const SessionToken &presented, const StoredSession &session, const ClientTraits &client);
    SessionCheck recall(const Error &error, const SessionToken &presented, const QString &sidHash, OrgId wantedOrg);
    SessionCheck replayed(const StoredSession &session, const ClientTraits &client);
    SessionCheck serve(qint64 k, SessionVerdict verdict, const std::string &sid, const StoredSession &session, const ClientTraits &client);
    Result<qint64> rotated(const StoredSession &session, const ClientTraits &client);

    SessionsStore &m_store;
    const SessionTokens &m_tokens;
    SessionLifetimes m_lifetimes;
    CheckedSessions &m_checked;
    SessionCounters &m_counters;
};

} // namespace mdash
