#pragma once

#include "features/serviceaccounts/apitokensstore.h"
#include "platform/http/principal.h"

namespace mdash {

/// A new token with its secret, which is shown once and never again.
struct IssuedApiToken
{
    TokenId id;
    QString name;
    std::string key;
};

/// Tokens of service accounts, and API keys. One per worker.
class ApiTokensService
{
public:
    /// @p longestLife is `[auth] api_key_max_seconds_to_live`; -1: no limit.
    ApiTokensService(ApiTokensStore &store, qint64 longestLife) : m_store(store), m_longestLife(longestLife) {}

    [[nodiscard]] Result<std::vector<ApiToken>> tokensOf(OrgId orgId, UserId account) { return m_store.list(orgId, account, true); }
    [[nodiscard]] Result<std::vector<ApiToken>> keysOf(OrgId orgId, bool includeExpired) { return m_store.list(orgId, UserId{}, includeExpired); }

    /// @p secondsToLive 0: for ever. Fails with Conflict if the name is taken, InvalidInput for a life out of range.
    Result<IssuedApiToken> issueToken(OrgId orgId, UserId account, const QString &name, qint64 secondsToLive);
    /// As issueToken(); also Forbidden if the role is above the caller's.
    Result<IssuedApiToken> issueKey(const Principal &caller, const QString &name, OrgRole role, qint64 secondsToLive);
    Result<void> removeToken(OrgId orgId, UserId account, TokenId id);
    Result<void> removeKey(OrgId orgId, TokenId id);

private:
    ApiTokensStore &m_store;
    qint64 m_longestLife;
};

} // namespace mdash
