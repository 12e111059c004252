#pragma once

#include "features/sessions/identity.h"
#include "features/sessions/sessionrules.h"
#include "platform/storage/database.h"

namespace mdash {

/// A session with its user and his place in the organisation, read by one statement.
struct StoredSession
{
    SessionId id;
    SessionState state;
    Identity identity;
};

/// A session as lists show it.
struct SessionEntry
{
    SessionId id;
    QString clientIp, userAgent;
    qint64 createdAt = 0, seenAt = 0; // ms
};

/// Rows of user_session.
class SessionsStore
{
public:
    explicit SessionsStore(Database &database) : m_database(database) {}

    /// @p wantedOrg is what the request asks for; 0 means the user's active organisation.
    [[nodiscard]] Result<std::optional<StoredSession>> find(const QString &sidHash, OrgId wantedOrg);

    /// Makes a session with number 1 and notes that the user was seen.
    Result<SessionId> insert(UserId userId, const QString &sidHash, const QString &clientIp, const QString &userAgent);
    /// Token @p k was carried for the first time; its time until the next rotation begins, so that what was sent with the token
    /// before has come in by then. No effect if somebody noted it before.
    Result<void> markSeen(SessionId id, qint64 k);
    /// Number k becomes k + 1, if it is still k and the session lives. True if this call did it.
    Result<bool> rotate(SessionId id, qint64 k, const QString &clientIp, const QString &userAgent);
    /// The number becomes k if it is lower.
    Result<void> moveAhead(SessionId id, qint64 k);
    /// 0 if the session is gone or revoked.
    [[nodiscard]] Result<qint64> numberOf(SessionId id);
    /// True if this call ended it.
    Result<bool> revoke(SessionId id, const QString &why);
    /// Ends it since an old token of it came from @p address, and tells the administrators in the cluster's history.
    Result<bool> revokeReplayed(SessionId id, const QString &login, const QString &address);
    Result<bool> revokeOf(UserId userId, SessionId id, const QString &why);
    Result<qint64> revokeAllOf(UserId userId, const QString &why);

    /// Living sessions that were seen in the last @p span.
    [[nodiscard]] Result<qint64> countSeenWithin(std::chrono::milliseconds span);
    /// Sessions that still serve, latest first.
    [[nodiscard]] Result<std::vector<SessionEntry>> listOf(UserId userId, const SessionLifetimes &lifetimes);
    /// Deletes at most @p most sessions that ended more than @p keptFor ago. Answers how many.
    Result<qint64> removeEnded(const SessionLifetimes &lifetimes, std::chrono::milliseconds keptFor, qint64 most);

private:
    Result<bool> revoke(Transaction &transaction, SessionId id, const QString &why);

    Database &m_database;
};

} // namespace mdash
