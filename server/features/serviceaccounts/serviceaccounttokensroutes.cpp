#include "features/serviceaccounts/serviceaccounttokensroutes.h"

#include "api/bodyreader.h"
#include "features/serviceaccounts/serviceaccountsjson.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

void ServiceAccountTokensRoutes::declare(Router &router)
{
    const std::string tokens = "/api/serviceaccounts/:id/tokens";
    const auto write = Access::to("serviceaccounts:write");
    router.add({Method::Get, tokens, Access::to("serviceaccounts:read"), 1_KiB, handler(this, &ServiceAccountTokensRoutes::list)});
    router.add({Method::Post, tokens, write, 16_KiB, handler(this, &ServiceAccountTokensRoutes::issue)});
    router.add({Method::Delete, tokens + "/:tokenId", write, 1_KiB, handler(this, &ServiceAccountTokensRoutes::remove)});
}

Result<UserId> ServiceAccountTokensRoutes::accountOf(const Request &request, const Principal &caller)
{
    return request.idParam("id")
        .and_then([&](qint64 id) { return m_accounts.find(caller.orgId, UserId{id}); })
        .map([](const ServiceAccount &account) { return account.id; });
}

Result<Response> ServiceAccountTokensRoutes::list(const Request &request, const Principal &caller)
{
    return accountOf(request, caller)
        .and_then([&](UserId account) { return m_tokens.tokensOf(caller.orgId, account); })
        .map([](const std::vector<ApiToken> &tokens) { return Response::json(serviceAccountTokensJson(tokens)); });
}

Result<Response> ServiceAccountTokensRoutes::issue(const Request &request, const Principal &caller)
{
    const auto account = accountOf(request, caller);
    if (!account)
        return tl::unexpected(account.error());
    const auto document = request.json();
    if (!document)
        return fail(ErrorCode::InvalidInput, u"Bad request data"_s);
    BodyReader body(document->root());
    const QString name = body.text("name").trimmed();
    const qint64 secondsToLive = body.integer("secondsToLive");
    if (name.isEmpty() || !body.done())
        return fail(ErrorCode::InvalidInput, u"Bad request data"_s);
    return m_tokens.issueToken(caller.orgId, *account, name, secondsToLive).map([](const IssuedApiToken &token) {
        return Response::json(issuedTokenJson(token));
    });
}

Result<Response> ServiceAccountTokensRoutes::remove(const Request &request, const Principal &caller)
{
    const auto account = accountOf(request, caller);
    const auto token = request.idParam("tokenId");
    if (!account || !token)
        return tl::unexpected(!account ? account.error() : token.error());
    return m_tokens.removeToken(caller.orgId, *account, TokenId{*token}).map([] {
        return Response::message("Service account token deleted");
    });
}

} // namespace mdash
