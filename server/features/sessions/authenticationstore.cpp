#include "features/sessions/authenticationstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

OrgRole roleAt(const Row &row, int column)
{
    return row.isNull(column) ? OrgRole::None : parseRole(row.text(column)).value_or(OrgRole::None);
}

Credentials readCredentials(const Row &row, OrgId wantedOrg)
{
    Credentials found{{row.id<UserId>(0), row.text(1), row.text(2), row.text(3)}, row.optionalText(9), row.integer(10)};
    found.identity.isServerAdmin = row.truth(4);
    found.identity.isDisabled = row.truth(5);
    found.identity.orgId = wantedOrg.isSet() ? wantedOrg : row.id<OrgId>(6);
    found.identity.lastSeenAt = row.optionalInteger(7);
    found.identity.role = roleAt(row, 8);
    return found;
}

StoredToken readToken(const Row &row)
{
    StoredToken token{row.id<TokenId>(0), row.id<OrgId>(1), row.integer(2) == 0, row.text(3), roleAt(row, 4)};
    token.expiresAt = row.optionalInteger(5);
    token.revokedAt = row.optionalInteger(6);
    token.lastUsedAt = row.optionalInteger(7);
    token.now = row.integer(8);
    if (token.isApiKey)
        return token;
    token.owner.userId = row.id<UserId>(9);
    token.owner.login = row.text(10);
    token.owner.name = row.text(11);
    token.owner.isDisabled = row.truth(12);
    token.owner.orgId = token.orgId;
    token.owner.role = roleAt(row, 13);
    token.owner.lastSeenAt = row.optionalInteger(14);
    return token;
}

} // namespace

Result<std::optional<Credentials>> AuthenticationStore::findCredentials(const QString &loginOrEmail, OrgId wantedOrg)
{
    return m_database.selectOne(
        u"SELECT u.id, u.login, u.name, u.email, u.is_admin, u.is_disabled, u.org_id, u.last_seen_at, m.role,"
        " u.password_hash, DBNOW"
        " FROM user_identifier i JOIN user_account u ON u.id = i.user_id"
        " LEFT JOIN org_user m ON m.user_id = u.id AND m.org_id = CASE WHEN ? > 0 THEN ? ELSE u.org_id END WHERE i.name = ?"_s,
        {wantedOrg, wantedOrg, loginOrEmail.trimmed().toLower()}, [&](const Row &row) { return readCredentials(row, wantedOrg); });
}

Result<std::optional<StoredToken>> AuthenticationStore::findToken(const QString &hash)
{
    return m_database.selectOne(
        u"SELECT t.id, t.org_id, t.service_account_id, t.name, t.role, t.expires_at, t.revoked_at, t.last_used_at, DBNOW,"
        " u.id, u.login, u.name, u.is_disabled, m.role, u.last_seen_at FROM api_token t"
        " LEFT JOIN user_account u ON u.id = t.service_account_id"
        " LEFT JOIN org_user m ON m.user_id = t.service_account_id AND m.org_id = t.org_id WHERE t.hash = ?"_s,
        {hash}, readToken);
}

Result<OrgId> AuthenticationStore::organisationByName(const QString &name)
{
    return m_database.selectOne(u"SELECT id FROM org WHERE name = ?"_s, {name}, [](const Row &row) { return row.id<OrgId>(0); })
        .map([](const std::optional<OrgId> &id) { return id.value_or(OrgId{}); });
}

Result<void> AuthenticationStore::touchToken(TokenId id)
{
    return m_database
        .execute(u"UPDATE api_token SET last_used_at = DBNOW WHERE id = ? AND (last_used_at IS NULL OR last_used_at < DBNOW - 60000)"_s, {id})
        .map([](qint64) {});
}

Result<void> AuthenticationStore::touchUser(UserId id, std::chrono::milliseconds interval)
{
    return m_database
        .execute(u"UPDATE user_account SET last_seen_at = DBNOW WHERE id = ? AND (last_seen_at IS NULL OR last_seen_at < DBNOW - ?)"_s,
                 {id, static_cast<qint64>(interval.count())})
        .map([](qint64) {});
}

} // namespace mdash
