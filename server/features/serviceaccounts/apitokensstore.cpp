#include "features/serviceaccounts/apitokensstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

ApiToken readToken(const Row &row)
{
    ApiToken token{row.id<TokenId>(0), row.text(1), parseRole(row.text(2)).value_or(OrgRole::None), row.integer(3)};
    token.expiresAt = row.optionalInteger(4);
    token.lastUsedAt = row.optionalInteger(5);
    token.isRevoked = !row.isNull(6);
    token.now = row.integer(7);
    return token;
}

} // namespace

Result<std::vector<ApiToken>> ApiTokensStore::list(OrgId orgId, UserId owner, bool includeExpired)
{
    const QString current = includeExpired ? QString() : u" AND (expires_at IS NULL OR expires_at > DBNOW)"_s;
    return m_database.select(u"SELECT id, name, role, created_at, expires_at, last_used_at, revoked_at, DBNOW FROM api_token"
                             " WHERE org_id = ? AND service_account_id = ?%1 ORDER BY name"_s.arg(current),
                             {orgId, owner}, readToken);
}

Result<TokenId> ApiTokensStore::insert(OrgId orgId, UserId owner, const QString &name, OrgRole role, const QString &hash, qint64 secondsToLive)
{
    const QString expires = secondsToLive > 0 ? u"DBNOW + ?"_s : u"NULL"_s;
    SqlValues values{orgId, owner, name, hash, roleName(role)};
    if (secondsToLive > 0)
        values.emplace_back(secondsToLive * 1'000);
    return m_database
        .insert(u"INSERT INTO api_token (org_id, service_account_id, name, hash, role, created_at, expires_at)"
                " VALUES (?, ?, ?, ?, ?, DBNOW, %1)"_s.arg(expires),
                values)
        .map([](qint64 id) { return TokenId{id}; });
}

Result<bool> ApiTokensStore::remove(OrgId orgId, UserId owner, TokenId id)
{
    return m_database
        .execute(u"DELETE FROM api_token WHERE org_id = ? AND service_account_id = ? AND id = ?"_s, {orgId, owner, id})
        .map([](qint64 rows) { return rows > 0; });
}

} // namespace mdash
