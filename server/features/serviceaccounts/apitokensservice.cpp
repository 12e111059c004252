#include "features/serviceaccounts/apitokensservice.h"

#include "features/organisations/organisationsservice.h"
#include "features/serviceaccounts/apitoken.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qsizetype longestName = 190;
constexpr qint64 longestLifeEver = 100LL * 365 * 86'400; // so that milliseconds fit

Result<void> checkName(const QString &name)
{
    if (name.isEmpty() || name.size() > longestName)
        return fail(ErrorCode::InvalidInput, u"name must have 1 to %1 characters"_s.arg(longestName));
    return {};
}

Result<void> foundOrNot(bool found, const QString &sentence)
{
    if (!found)
        return fail(ErrorCode::NotFound, sentence);
    return {};
}

} // namespace

Result<IssuedApiToken> ApiTokensService::issueToken(OrgId orgId, UserId account, const QString &name, qint64 secondsToLive)
{
    if (const auto good = checkName(name); !good)
        return tl::unexpected(good.error());
    const bool tooLong = m_longestLife >= 0 && (secondsToLive == 0 || secondsToLive > m_longestLife);
    if (secondsToLive < 0 || secondsToLive > longestLifeEver || tooLong)
        return fail(ErrorCode::InvalidInput, u"invalid SecondsToLive value"_s);
    const std::string key = newServiceAccountToken();
    const auto id = m_store.insert(orgId, account, name, OrgRole::None, tokenHash(key), secondsToLive);
    if (!id && id.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, u"service account token with given name already exists in the organization"_s);
    return id.map([&](TokenId made) { return IssuedApiToken{made, name, key}; });
}

Result<IssuedApiToken> ApiTokensService::issueKey(const Principal &caller, const QString &name, OrgRole role, qint64 secondsToLive)
{
    if (const auto good = checkName(name); !good)
        return tl::unexpected(good.error());
    if (const auto allowed = mayAssign(caller, role); !allowed)
        return tl::unexpected(allowed.error());
    if (secondsToLive < 0)
        return fail(ErrorCode::InvalidInput, u"negative value for SecondsToLive"_s);
    if (m_longestLife >= 0 && secondsToLive == 0)
        return fail(ErrorCode::InvalidInput, u"Number of seconds before expiration should be set"_s);
    if (secondsToLive > longestLifeEver || (m_longestLife >= 0 && secondsToLive > m_longestLife))
        return fail(ErrorCode::InvalidInput, u"Number of seconds before expiration is greater than the global limit"_s);
    const std::string key = newApiKey(name, caller.orgId);
    const auto id = m_store.insert(caller.orgId, UserId{}, name, role, tokenHash(key), secondsToLive);
    if (!id && id.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, u"API key, organization ID and name must be unique"_s);
    return id.map([&](TokenId made) { return IssuedApiToken{made, name, key}; });
}

Result<void> ApiTokensService::removeToken(OrgId orgId, UserId account, TokenId id)
{
    return m_store.remove(orgId, account, id).and_then([](bool found) {
        return foundOrNot(found, u"Failed to delete service account token"_s);
    });
}

Result<void> ApiTokensService::removeKey(OrgId orgId, TokenId id)
{
    return m_store.remove(orgId, UserId{}, id).and_then([](bool found) { return foundOrNot(found, u"Failed to delete API key"_s); });
}

} // namespace mdash
