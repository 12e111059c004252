#include "features/users/usersstore.h"

#include "platform/crypto/random.h"
#include "platform/storage/dialect.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString columns = u"SELECT u.id, u.uid, u.login, u.email, u.name, u.theme, u.org_id, u.is_admin, u.is_disabled,"
                        " u.is_service_account, u.help_flags, u.created_at, u.updated_at, u.last_seen_at FROM user_account u"_s;

User readUser(const Row &row)
{
    User user{row.id<UserId>(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.id<OrgId>(6)};
    user.isAdmin = row.truth(7);
    user.isDisabled = row.truth(8);
    user.isServiceAccount = row.truth(9);
    user.helpFlags = row.integer(10);
    user.createdAt = row.integer(11);
    user.updatedAt = row.integer(12);
    user.lastSeenAt = row.optionalInteger(13);
    return user;
}

QString matching(const Dialect &dialect)
{
    return u" WHERE u.is_service_account = 0 AND (%1 OR %2 OR %3)"_s.arg(dialect.containsIgnoringCase(u"u.login"_s),
                                                                        dialect.containsIgnoringCase(u"u.email"_s),
                                                                        dialect.containsIgnoringCase(u"u.name"_s));
}

bool anyRow(qint64 rows)
{
    return rows > 0;
}

/// Ends all sessions of a user but one.
const QString endSessions = u"UPDATE user_session SET revoked_at = DBNOW, revoked_why = ? WHERE user_id = ? AND id <> ? AND revoked_at IS NULL"_s;

} // namespace

Result<std::optional<User>> UsersStore::find(UserId id)
{
    static const QString sql = columns + u" WHERE u.id = ?"_s;
    return m_database.selectOne(sql, {id}, readUser);
}

Result<std::optional<User>> UsersStore::findByIdentifier(const QString &loginOrEmail)
{
    return m_database.selectOne(columns + u" JOIN user_identifier i ON i.user_id = u.id WHERE i.name = ? AND u.is_service_account = 0"_s,
                                {loginOrEmail.trimmed().toLower()}, readUser);
}

Result<std::vector<User>> UsersStore::list(const Filter &filter)
{
    const QString pattern = Dialect::likePattern(filter.query);
    return m_database.select(columns + matching(m_database.dialect()) + u" ORDER BY u.login, u.id LIMIT ? OFFSET ?"_s,
                             {pattern, pattern, pattern, filter.limit, filter.offset}, readUser);
}

Result<qint64> UsersStore::count(const QString &query)
{
    const QString pattern = Dialect::likePattern(query);
    return m_database
        .selectOne(u"SELECT COUNT(*) FROM user_account u"_s + matching(m_database.dialect()), {pattern, pattern, pattern},
                   [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &count) { return count.value_or(0); });
}

Result<UserId> UsersStore::insert(const NewUser &user)
{
    return m_database.transact([&](Transaction &) { return insertRows(user); });
}

Result<UserId> UsersStore::insertRows(const NewUser &user)
{
    const auto id = m_database.insert(
        u"INSERT INTO user_account (uid, login, email, name, password_hash, org_id, is_admin, is_disabled,"
        " is_service_account, theme, help_flags, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, 0, DBNOW, DBNOW)"_s,
        {randomUid(), user.profile.login, user.profile.email, user.profile.name, user.passwordHash, user.orgId, user.isAdmin,
         user.profile.theme});
    if (!id)
        return tl::unexpected(id.error());
    if (const auto named = insertIdentifiers(UserId{*id}, user.profile); !named)
        return tl::unexpected(named.error());
    if (user.orgId.isSet()) {
        const auto member = m_database.execute(
            u"INSERT INTO org_user (org_id, user_id, role, created_at, updated_at) VALUES (?, ?, ?, DBNOW, DBNOW)"_s,
            {user.orgId, *id, roleName(user.role)});
        if (!member)
            return tl::unexpected(member.error());
    }
    return UserId{*id};
}

Result<void> UsersStore::insertIdentifiers(UserId id, const UserProfile &profile)
{
    QSet<QString> names{profile.login.toLower(), profile.email.toLower()};
    names.remove(QString());
    names.remove(u""_s);
    for (const QString &name : names) {
        const auto done = m_database.execute(u"INSERT INTO user_identifier (name, user_id) VALUES (?, ?)"_s, {name, id});
        if (!done)
            return tl::unexpected(done.error());
    }
    return {};
}

Result<bool> UsersStore::setProfile(UserId id, const UserProfile &profile)
{
    return m_database.transact([&](Transaction &) -> Result<bool> {
        const auto changed = m_database.execute(
            u"UPDATE user_account SET login = ?, email = ?, name = ?, theme = ?, updated_at = DBNOW WHERE id = ? AND is_service_account = 0"_s,
            {profile.login, profile.email, profile.name, profile.theme, id});
        if (!changed)
            return tl::unexpected(changed.error());
        if (*changed == 0)
            return false;
        if (const auto gone = m_database.execute(u"DELETE FROM user_identifier WHERE user_id = ?"_s, {id}); !gone)
            return tl::unexpected(gone.error());
        return insertIdentifiers(id, profile).map([] { return true; });
    });
}

Result<bool> UsersStore::setActiveOrg(UserId id, OrgId orgId)
{
    return m_database.execute(u"UPDATE user_account SET org_id = ?, updated_at = DBNOW WHERE id = ?"_s, {orgId, id}).map(anyRow);
}

Result<bool> UsersStore::setHelpFlags(UserId id, qint64 flags)
{
    return m_database.execute(u"UPDATE user_account SET help_flags = ? WHERE id = ?"_s, {flags, id}).map(anyRow);
}

Result<bool> UsersStore::setPassword(UserId id, const QString &hash, SessionId kept)
{
    return m_database.transact([&](Transaction &transaction) -> Result<bool> {
        const auto changed = m_database.execute(
            u"UPDATE user_account SET password_hash = ?, updated_at = DBNOW"
            " WHERE id = ? AND is_service_account = 0"_s,
            {hash, id});
        if (!changed)
            return tl::unexpected(changed.error());
        if (*changed == 0)
            return false;
        if (const auto ended = m_database.execute(endSessions, {u"password"_s, id, kept}); !ended)
            return tl::unexpected(ended.error());
        transaction.publish(u"session"_s, u"user %1"_s.arg(id.value));
        return true;
    });
}

Result<void> UsersStore::replacePasswordHash(UserId id, const QString &old, const QString &hash)
{
    return m_database
        .execute(u"UPDATE user_account SET password_hash = ? WHERE id = ? AND password_hash = ?"_s, {hash, id, old})
        .map([](qint64) {});
}

Result<std::optional<QString>> UsersStore::passwordHashOf(UserId id)
{
    return m_database
        .selectOne(u"SELECT password_hash FROM user_account WHERE id = ?"_s, {id}, [](const Row &row) { return row.optionalText(0); })
        .map([](const std::optional<std::optional<QString>> &hash) { return hash.value_or(std::nullopt); });
}

Result<std::optional<UsersStore::Change>> UsersStore::wouldNotLeaveAnAdministrator(UserId id)
{
    const auto rows = m_database.select(
        u"SELECT id, is_admin, is_disabled FROM user_account WHERE is_service_account = 0 AND (is_admin = 1 OR id = ?) {forupdate}"_s, {id},
        [](const Row &row) { return std::pair(row.id<UserId>(0), row.truth(1) && !row.truth(2)); });
    if (!rows)
        return tl::unexpected(rows.error());
    if (std::ranges::none_of(*rows, [&](const auto &one) { return one.first == id; }))
        return Change::NoUser;
    const bool isAdministrator = std::ranges::any_of(*rows, [&](const auto &one) { return one.first == id && one.second; });
    const bool another = std::ranges::any_of(*rows, [&](const auto &one) { return one.first != id && one.second; });
    return isAdministrator && !another ? std::optional(Change::LastAdministrator) : std::nullopt;
}

Result<UsersStore::Change> UsersStore::setAdmin(UserId id, bool isAdmin)
{
    return m_database.transact([&](Transaction &transaction) -> Result<Change> {
        const auto refused = wouldNotLeaveAnAdministrator(id);
        if (!refused)
            return tl::unexpected(refused.error());
        if (*refused && !(isAdmin && *refused == Change::LastAdministrator))
            return **refused;
        const auto changed = m_database.execute(u"UPDATE user_account SET is_admin = ?, updated_at = DBNOW WHERE id = ?"_s, {isAdmin, id});
        if (!changed)
            return tl::unexpected(changed.error());
        transaction.publish(u"permission"_s, u"user %1"_s.arg(id.value));
        return Change::Done;
    });
}

Result<UsersStore::Change> UsersStore::setDisabled(UserId id, bool isDisabled)
{
    return m_database.transact([&](Transaction &transaction) -> Result<Change> {
        const auto refused = wouldNotLeaveAnAdministrator(id);
        if (!refused)
            return tl::unexpected(refused.error());
        if (*refused && !(!isDisabled && *refused == Change::LastAdministrator))
            return **refused;
        const auto changed =
            m_database.execute(u"UPDATE user_account SET is_disabled = ?, updated_at = DBNOW WHERE id = ?"_s, {isDisabled, id});
        if (!changed)
            return tl::unexpected(changed.error());
        if (!isDisabled)
            return Change::Done;
        if (const auto ended = m_database.execute(endSessions, {u"disabled"_s, id, 0}); !ended)
            return tl::unexpected(ended.error());
        transaction.publish(u"session"_s, u"user %1"_s.arg(id.value));
        return Change::Done;
    });
}

Result<UsersStore::Change> UsersStore::remove(UserId id)
{
    return m_database.transact([&](Transaction &transaction) -> Result<Change> {
        const auto refused = wouldNotLeaveAnAdministrator(id);
        if (!refused)
            return tl::unexpected(refused.error());
        if (*refused)
            return **refused;
        for (const QString &table : {u"user_identifier"_s, u"org_user"_s, u"team_member"_s, u"user_session"_s, u"object_grant"_s,
                                     u"star"_s, u"preference"_s}) {
            if (const auto gone = m_database.execute(u"DELETE FROM %1 WHERE user_id = ?"_s.arg(table), {id}); !gone)
                return tl::unexpected(gone.error());
        }
        if (const auto gone = m_database.execute(u"DELETE FROM user_account WHERE id = ?"_s, {id}); !gone)
            return tl::unexpected(gone.error());
        transaction.publish(u"session"_s, u"user %1"_s.arg(id.value));
        return Change::Done;
    });
}

} // namespace mdash
