#include "features/serviceaccounts/serviceaccountsstore.h"

#include "platform/crypto/random.h"
#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString columns = u"SELECT u.id, m.org_id, u.uid, u.name, u.login, m.role, u.is_disabled, u.created_at, u.updated_at,"
                        " (SELECT COUNT(*) FROM api_token t WHERE t.service_account_id = u.id)"_s;
const QString accounts = u" FROM org_user m JOIN user_account u ON u.id = m.user_id WHERE m.org_id = ? AND u.is_service_account = 1"_s;

ServiceAccount readAccount(const Row &row)
{
    ServiceAccount account{row.id<UserId>(0), row.id<OrgId>(1), row.text(2), row.text(3), row.text(4)};
    account.role = parseRole(row.text(5)).value_or(OrgRole::None);
    account.isDisabled = row.truth(6);
    account.createdAt = row.integer(7);
    account.updatedAt = row.integer(8);
    account.tokens = row.integer(9);
    return account;
}

/// Conditions after `accounts`; appends their values.
QString matching(const Dialect &dialect, OrgId orgId, const ServiceAccountsStore::Filter &filter, SqlValues &values)
{
    values.emplace_back(orgId);
    QString sql;
    if (!filter.query.isEmpty()) {
        const QString pattern = Dialect::likePattern(filter.query);
        sql += u" AND (%1 OR %2)"_s.arg(dialect.containsIgnoringCase(u"u.name"_s), dialect.containsIgnoringCase(u"u.login"_s));
        values.emplace_back(pattern);
        values.emplace_back(pattern);
    }
    if (filter.disabledOnly)
        sql += u" AND u.is_disabled = 1"_s;
    if (filter.withExpiredTokensOnly)
        sql += u" AND EXISTS (SELECT 1 FROM api_token e WHERE e.service_account_id = u.id AND e.expires_at < DBNOW)"_s;
    return sql;
}

} // namespace

Result<std::optional<ServiceAccount>> ServiceAccountsStore::find(OrgId orgId, UserId id)
{
    return m_database.selectOne(columns + accounts + u" AND u.id = ?"_s, {orgId, id}, readAccount);
}

Result<std::vector<ServiceAccount>> ServiceAccountsStore::list(OrgId orgId, const Filter &filter)
{
    SqlValues values;
    const QString where = matching(m_database.dialect(), orgId, filter, values);
    values.emplace_back(filter.limit);
    values.emplace_back(filter.offset);
    return m_database.select(columns + accounts + where + u" ORDER BY u.name, u.id LIMIT ? OFFSET ?"_s, values, readAccount);
}

Result<qint64> ServiceAccountsStore::count(OrgId orgId, const Filter &filter)
{
    SqlValues values;
    const QString where = matching(m_database.dialect(), orgId, filter, values);
    return m_database.selectOne(u"SELECT COUNT(*)"_s + accounts + where, values, [](const Row &row) { return row.integer(0); })
        .map([](const std::optional<qint64> &count) { return count.value_or(0); });
}

Result<QStringList> ServiceAccountsStore::teamsOf(OrgId orgId, UserId id)
{
    return m_database
        .select(u"SELECT t.name FROM team t JOIN team_member m ON m.team_id = t.id WHERE m.org_id = ? AND m.user_id = ? ORDER BY t.name"_s,
                {orgId, id}, [](const Row &row) { return row.text(0); })
        .map([](const std::vector<QString> &names) { return QStringList(names.begin(), names.end()); });
}

Result<UserId> ServiceAccountsStore::insert(OrgId orgId, const QString &name, const QString &login, OrgRole role, bool isDisabled)
{
    return m_database.transact([&](Transaction &) -> Result<UserId> {
        const auto id = m_database.insert(
            u"INSERT INTO user_account (uid, login, email, name, password_hash, org_id, is_admin, is_disabled,"
            " is_service_account, theme, help_flags, created_at, updated_at)"
            " VALUES (?, ?, '', ?, NULL, ?, 0, ?, 1, '', 0, DBNOW, DBNOW)"_s,
            {randomUid(), login, name, orgId, isDisabled});
        if (!id)
            return tl::unexpected(id.error());
        const auto member = m_database.execute(
            u"INSERT INTO org_user (org_id, user_id, role, created_at, updated_at) VALUES (?, ?, ?, DBNOW, DBNOW)"_s,
            {orgId, *id, roleName(role)});
        // The prefix keeps accounts apart from what people type, but one name may be taken only once.
        const auto named = m_database.execute(u"INSERT INTO user_identifier (name, user_id) VALUES (?, ?)"_s, {login.toLower(), *id});
        if (!member || !named)
            return tl::unexpected(!member ? member.error() : named.error());
        return UserId{*id};
    });
}

Result<void> ServiceAccountsStore::update(const ServiceAccount &account)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        const auto changed = m_database.execute(
            u"UPDATE user_account SET name = ?, is_disabled = ?, updated_at = DBNOW WHERE id = ? AND is_service_account = 1"_s,
            {account.name, account.isDisabled, account.id});
        const auto promoted = m_database.execute(u"UPDATE org_user SET role = ?, updated_at = DBNOW WHERE user_id = ? AND org_id = ?"_s,
                                                 {roleName(account.role), account.id, account.orgId});
        if (!changed || !promoted)
            return tl::unexpected(!changed ? changed.error() : promoted.error());
        transaction.publish(u"permission"_s, u"user %1"_s.arg(account.id.value));
        return {};
    });
}

Result<void> ServiceAccountsStore::remove(OrgId orgId, UserId id)
{
    return m_database.transact([&](Transaction &transaction) -> Result<void> {
        for (const QString &table : {u"org_user"_s, u"team_member"_s, u"object_grant"_s}) {
            const auto gone = m_database.execute(u"DELETE FROM %1 WHERE org_id = ? AND user_id = ?"_s.arg(table), {orgId, id});
            if (!gone)
                return tl::unexpected(gone.error());
        }
        for (const QString &sql : {u"DELETE FROM api_token WHERE service_account_id = ?"_s, u"DELETE FROM user_identifier WHERE user_id = ?"_s,
                                   u"DELETE FROM user_account WHERE id = ? AND is_service_account = 1"_s}) {
            if (const auto gone = m_database.execute(sql, {id}); !gone)
                return tl::unexpected(gone.error());
        }
        transaction.publish(u"permission"_s, u"user %1"_s.arg(id.value));
        return {};
    });
}

} // namespace mdash
