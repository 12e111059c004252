#include "features/serviceaccounts/serviceaccountsroutes.h"

#include "api/bodyreader.h"
#include "features/serviceaccounts/serviceaccountsjson.h"
#include "platform/http/paging.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

tl::unexpected<Error> badRequest()
{
    return fail(ErrorCode::InvalidInput, u"Bad request data"_s); // this resource spells it with a capital
}

Result<std::optional<OrgRole>> roleOf(BodyReader &body)
{
    const auto name = body.optionalText("role");
    if (!name || name->isEmpty())
        return std::nullopt;
    const auto role = parseRole(*name);
    if (!role)
        return fail(ErrorCode::InvalidInput, u"invalid role specified"_s);
    return role;
}

} // namespace

void ServiceAccountsRoutes::declare(Router &router)
{
    const std::string accounts = "/api/serviceaccounts";
    router.add({Method::Get, accounts + "/search", Access::to("serviceaccounts:read"), 1_KiB, handler(this, &ServiceAccountsRoutes::search)});
    router.add({Method::Post, accounts, Access::to("serviceaccounts:create"), 16_KiB, handler(this, &ServiceAccountsRoutes::create)});
    router.add({Method::Get, accounts + "/:id", Access::to("serviceaccounts:read"), 1_KiB, handler(this, &ServiceAccountsRoutes::get)});
    router.add({Method::Patch, accounts + "/:id", Access::to("serviceaccounts:write"), 16_KiB, handler(this, &ServiceAccountsRoutes::change)});
    router.add({Method::Delete, accounts + "/:id", Access::to("serviceaccounts:delete"), 1_KiB, handler(this, &ServiceAccountsRoutes::remove)});
}

Result<Response> ServiceAccountsRoutes::search(const Request &request, const Principal &caller)
{
    const Paging paging = Paging::of(request);
    ServiceAccountsStore::Filter filter{request.query("query").value_or(QString()), request.queryBoolean("disabled"),
                                        request.queryBoolean("expiredTokens"), paging.offset(), paging.perPage};
    return m_accounts.list(caller.orgId, filter).map([&](const ServiceAccountsService::Page &found) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("totalCount", found.total).key("serviceAccounts").beginArray();
            for (const ServiceAccount &account : found.accounts)
                writeServiceAccount(json, account, nullptr);
            json.endArray().member("page", paging.page).member("perPage", paging.perPage).endObject();
        }));
    });
}

Result<Response> ServiceAccountsRoutes::create(const Request &request, const Principal &caller)
{
    const auto document = request.json();
    if (!document)
        return badRequest();
    BodyReader body(document->root());
    const QString name = body.text("name").trimmed();
    const bool isDisabled = body.boolean("isDisabled");
    const auto role = roleOf(body);
    if (name.isEmpty() || !body.done())
        return badRequest();
    if (!role)
        return tl::unexpected(role.error());
    return m_accounts.create(caller, name, role->value_or(OrgRole::Viewer), isDisabled)
        .and_then([this](const ServiceAccount &made) { return profile(made); })
        .map([](std::string json) { return Response::json(std::move(json), 201); });
}

Result<std::string> ServiceAccountsRoutes::profile(const ServiceAccount &account)
{
    return m_accounts.teamsOf(account).map([&](const QStringList &teams) { return serviceAccountJson(account, teams); });
}

Result<Response> ServiceAccountsRoutes::get(const Request &request, const Principal &caller)
{
    return request.idParam("id")
        .and_then([&](qint64 id) { return m_accounts.find(caller.orgId, UserId{id}); })
        .and_then([this](const ServiceAccount &account) { return profile(account); })
        .map([](std::string json) { return Response::json(std::move(json)); });
}

Result<Response> ServiceAccountsRoutes::change(const Request &request, const Principal &caller)
{
    const auto id = request.idParam("id");
    const auto document = request.json();
    if (!id)
        return tl::unexpected(id.error());
    if (!document)
        return badRequest();
    BodyReader body(document->root());
    ServiceAccountChange change{body.optionalText("name"), std::nullopt, body.optionalBoolean("isDisabled")};
    const auto role = roleOf(body);
    if (!body.done())
        return badRequest();
    if (!role)
        return tl::unexpected(role.error());
    change.role = *role;
    const auto changed = m_accounts.change(caller, UserId{*id}, change);
    if (!changed)
        return tl::unexpected(changed.error());
    return profile(*changed).map([&](const std::string &profileText) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("message", "Service account updated").member("id", changed->id.value);
            json.member("name", changed->name).rawMember("serviceaccount", profileText).endObject();
        }));
    });
}

Result<Response> ServiceAccountsRoutes::remove(const Request &request, const Principal &caller)
{
    return request.idParam("id").and_then([&](qint64 id) { return m_accounts.remove(caller.orgId, UserId{id}); }).map([] {
        return Response::message("Service account deleted");
    });
}

} // namespace mdash
