#include "features/sessions/sessionsstore.h"

#include "platform/cluster/clusterhistory.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString findSession =
    u"SELECT s.id, s.n, s.created_at, s.rotated_at, s.first_seen_at, s.revoked_at, DBNOW,"
    " u.id, u.login, u.name, u.email, u.is_admin, u.is_disabled, u.org_id, u.last_seen_at, m.role"
    " FROM user_session s LEFT JOIN user_account u ON u.id = s.user_id"
    " LEFT JOIN org_user m ON m.user_id = s.user_id AND m.org_id = CASE WHEN ? > 0 THEN ? ELSE u.org_id END"
    " WHERE s.sid_hash = ?"_s;

StoredSession readSession(const Row &row, OrgId wantedOrg)
{
    StoredSession session{row.id<SessionId>(0), {row.integer(1), row.integer(2), row.integer(3), row.optionalInteger(4), !row.isNull(5)}, {}};
    Identity &identity = session.identity;
    identity.userId = row.id<UserId>(7);
    identity.login = row.text(8);
    identity.name = row.text(9);
    identity.email = row.text(10);
    identity.isServerAdmin = row.truth(11);
    identity.isDisabled = row.truth(12);
    identity.orgId = wantedOrg.isSet() ? wantedOrg : row.id<OrgId>(13);
    identity.lastSeenAt = row.optionalInteger(14);
    identity.role = row.isNull(15) ? OrgRole::None : parseRole(row.text(15)).value_or(OrgRole::None);
    session.state.now = row.integer(6);
    session.state.userIsGoneOrDisabled = !identity.userId.isSet() || identity.isDisabled;
    return session;
}

bool anyRow(qint64 rows)
{
    return rows > 0;
}

} // namespace

Result<std::optional<StoredSession>> SessionsStore::find(const QString &sidHash, OrgId wantedOrg)
{
    return m_database.selectOne(findSession, {wantedOrg, wantedOrg, sidHash}, [&](const Row &row) { return readSession(row, wantedOrg); });
}

Result<SessionId> SessionsStore::insert(UserId userId, const QString &sidHash, const QString &clientIp, const QString &userAgent)
{
    return m_database.transact([&](Transaction &) -> Result<SessionId> {
        const auto id = m_database.insert(
            u"INSERT INTO user_session (sid_hash, user_id, n, created_at, rotated_at, seen_at, client_ip, user_agent)"
            " VALUES (?, ?, 1, DBNOW, DBNOW, DBNOW, ?, ?)"_s,
            {sidHash, userId, clientIp, userAgent});
        if (!id)
            return tl::unexpected(id.error());
        const auto seen = m_database.execute(u"UPDATE user_account SET last_seen_at = DBNOW WHERE id = ?"_s, {userId});
        if (!seen)
            return tl::unexpected(seen.error());
        return SessionId{*id};
    });
}

Result<void> SessionsStore::markSeen(SessionId id, qint64 k)
{
    return m_database
        .execute(u"UPDATE user_session SET first_seen_at = DBNOW, seen_at = DBNOW, rotated_at = DBNOW"
                 " WHERE id = ? AND n = ? AND first_seen_at IS NULL AND revoked_at IS NULL"_s,
                 {id, k})
        .map([](qint64) {});
}

Result<bool> SessionsStore::rotate(SessionId id, qint64 k, const QString &clientIp, const QString &userAgent)
{
    return m_database
        .execute(u"UPDATE user_session SET n = n + 1, rotated_at = DBNOW, first_seen_at = NULL, client_ip = ?, user_agent = ?"
                 " WHERE id = ? AND n = ? AND revoked_at IS NULL"_s,
                 {clientIp, userAgent, id, k})
        .map(anyRow);
}

Result<void> SessionsStore::moveAhead(SessionId id, qint64 k)
{
    return m_database
        .execute(u"UPDATE user_session SET n = ?, rotated_at = DBNOW, first_seen_at = DBNOW"
                 " WHERE id = ? AND n < ? AND revoked_at IS NULL"_s,
                 {k, id, k})
        .map([](qint64) {});
}

Result<qint64> SessionsStore::numberOf(SessionId id)
{
    return m_database
        .selectOne(u"SELECT n FROM user_session WHERE id = ? AND revoked_at IS NULL"_s, {id}, [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &n) { return n.value_or(0); });
}

Result<bool> SessionsStore::revoke(Transaction &transaction, SessionId id, const QString &why)
{
    const auto ended = m_database.execute(
        u"UPDATE user_session SET revoked_at = DBNOW, revoked_why = ? WHERE id = ? AND revoked_at IS NULL"_s, {why, id});
    if (!ended)
        return tl::unexpected(ended.error());
    if (*ended > 0)
        transaction.publish(u"session"_s, QString::number(id.value));
    return *ended > 0;
}

Result<bool> SessionsStore::revoke(SessionId id, const QString &why)
{
    return m_database.transact([&](Transaction &transaction) { return revoke(transaction, id, why); });
}

Result<bool> SessionsStore::revokeReplayed(SessionId id, const QString &login, const QString &address)
{
    return m_database.transact([&](Transaction &transaction) {
        return revoke(transaction, id, u"replay"_s).and_then([&](bool isEnded) {
            const auto told = isEnded ? recordHistory(m_database, u"session-replayed"_s, {}, login, address) : Result<void>();
            return told.map([isEnded] { return isEnded; });
        });
    });
}

Result<bool> SessionsStore::revokeOf(UserId userId, SessionId id, const QString &why)
{
    const auto isHis = m_database.selectOne(u"SELECT 1 FROM user_session WHERE id = ? AND user_id = ? AND revoked_at IS NULL"_s,
                                            {id, userId}, [](const Row &) { return true; });
    if (!isHis)
        return tl::unexpected(isHis.error());
    if (!*isHis)
        return false;
    return revoke(id, why);
}

Result<qint64> SessionsStore::revokeAllOf(UserId userId, const QString &why)
{
    return m_database.transact([&](Transaction &transaction) -> Result<qint64> {
        const auto ended = m_database.execute(
            u"UPDATE user_session SET revoked_at = DBNOW, revoked_why = ? WHERE user_id = ? AND revoked_at IS NULL"_s, {why, userId});
        if (ended && *ended > 0)
            transaction.publish(u"session"_s, u"user %1"_s.arg(userId.value));
        return ended;
    });
}

Result<qint64> SessionsStore::countSeenWithin(std::chrono::milliseconds span)
{
    const auto count = m_database.selectOne(u"SELECT COUNT(*) FROM user_session WHERE revoked_at IS NULL AND seen_at > SCANNOW - ?"_s,
                                            {static_cast<qint64>(span.count())}, [](const Row &row) { return row.integer(0); });
    return count ? Result<qint64>(count->value_or(0)) : tl::unexpected(count.error());
}

Result<qint64> SessionsStore::removeEnded(const SessionLifetimes &lifetimes, std::chrono::milliseconds keptFor, qint64 most)
{
    const auto longAgo = [&](std::chrono::milliseconds lifetime) { return static_cast<qint64>((lifetime + keptFor).count()); };
    return m_database.execute(u"DELETE FROM user_session WHERE id IN (SELECT id FROM (SELECT id FROM user_session"
                              " WHERE revoked_at < SCANNOW - ? OR created_at < SCANNOW - ? OR rotated_at < SCANNOW - ? LIMIT ?) AS ended)"_s,
                              {longAgo({}), longAgo(lifetimes.absolute), longAgo(lifetimes.idle), most});
}

Result<std::vector<SessionEntry>> SessionsStore::listOf(UserId userId, const SessionLifetimes &lifetimes)
{
    return m_database.select(
        u"SELECT id, client_ip, user_agent, created_at, seen_at FROM user_session WHERE user_id = ? AND revoked_at IS NULL"
        " AND created_at > DBNOW - ? AND rotated_at > DBNOW - ? ORDER BY seen_at DESC, id DESC"_s,
        {userId, static_cast<qint64>(lifetimes.absolute.count()), static_cast<qint64>(lifetimes.idle.count())}, [](const Row &row) {
            return SessionEntry{row.id<SessionId>(0), row.text(1), row.text(2), row.integer(3), row.integer(4)};
        });
}

} // namespace mdash
