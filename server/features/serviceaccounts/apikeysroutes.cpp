#include "features/serviceaccounts/apikeysroutes.h"

#include "api/bodyreader.h"
#include "features/serviceaccounts/serviceaccountsjson.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

void ApiKeysRoutes::declare(Router &router)
{
    router.add({Method::Get, "/api/auth/keys", Access::to("apikeys:read"), 1_KiB, handler(this, &ApiKeysRoutes::list)});
    router.add({Method::Post, "/api/auth/keys", Access::to("apikeys:create"), 16_KiB, handler(this, &ApiKeysRoutes::issue)});
    router.add({Method::Delete, "/api/auth/keys/:id", Access::to("apikeys:delete"), 1_KiB, handler(this, &ApiKeysRoutes::remove)});
}

Result<Response> ApiKeysRoutes::list(const Request &request, const Principal &caller)
{
    return m_tokens.keysOf(caller.orgId, request.queryBoolean("includeExpired")).map([](const std::vector<ApiToken> &keys) {
        return Response::json(apiKeysJson(keys));
    });
}

Result<Response> ApiKeysRoutes::issue(const Request &request, const Principal &caller)
{
    const auto document = request.json();
    if (!document)
        return tl::unexpected(document.error());
    BodyReader body(document->root());
    const QString name = body.text("name").trimmed();
    const auto role = parseRole(body.text("role"));
    const qint64 secondsToLive = body.integer("secondsToLive");
    if (name.isEmpty() || !body.done())
        return badRequestData();
    if (!role)
        return fail(ErrorCode::InvalidInput, u"Invalid role specified"_s);
    return m_tokens.issueKey(caller, name, *role, secondsToLive).map([](const IssuedApiToken &key) {
        return Response::json(issuedTokenJson(key));
    });
}

Result<Response> ApiKeysRoutes::remove(const Request &request, const Principal &caller)
{
    return request.idParam("id").and_then([&](qint64 id) { return m_tokens.removeKey(caller.orgId, TokenId{id}); }).map([] {
        return Response::message("API key deleted");
    });
}

} // namespace mdash
