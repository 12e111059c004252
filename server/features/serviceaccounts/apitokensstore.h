#pragma once

#include "features/serviceaccounts/serviceaccount.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of api_token. An owner of 0 means the organisation's API keys.
class ApiTokensStore
{
public:
    explicit ApiTokensStore(Database &database) : m_database(database) {}

    /// In order of name.
    [[nodiscard]] Result<std::vector<ApiToken>> list(OrgId orgId, UserId owner, bool includeExpired);
    /// @p secondsToLive 0: for ever. Fails with Conflict if the organisation has a token of that name.
    Result<TokenId> insert(OrgId orgId, UserId owner, const QString &name, OrgRole role, const QString &hash, qint64 secondsToLive);
    /// False if there is no such token.
    Result<bool> remove(OrgId orgId, UserId owner, TokenId id);

private:
    Database &m_database;
};

} // namespace mdash
