#include "features/users/adminusersroutes.h"

#include "api/bodyreader.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

Reply refused(Error error)
{
    return Result<Response>(tl::unexpected(std::move(error)));
}

} // namespace

void AdminUsersRoutes::declare(Router &router)
{
    const auto later = [this](Reply (AdminUsersRoutes::*call)(const Request &, const Principal &)) -> Handler {
        return [this, call](const Request &request, const Principal &caller) { return (this->*call)(request, caller); };
    };
    const std::string users = "/api/admin/users";
    router.add({Method::Post, users, Access::to("users:create"), 16_KiB, later(&AdminUsersRoutes::create)});
    router.add({Method::Put, users + "/:id/password", Access::to("users.password:write"), 16_KiB, later(&AdminUsersRoutes::setPassword)});
    router.add({Method::Put, users + "/:id/permissions", Access::to("users.permissions:write"), 16_KiB, handler(this, &AdminUsersRoutes::setAdmin)});
    router.add({Method::Post, users + "/:id/disable", Access::to("users:disable"), 1_KiB, handler(this, &AdminUsersRoutes::disable)});
    router.add({Method::Post, users + "/:id/enable", Access::to("users:enable"), 1_KiB, handler(this, &AdminUsersRoutes::enable)});
    router.add({Method::Delete, users + "/:id", Access::to("users:delete"), 1_KiB, handler(this, &AdminUsersRoutes::remove)});
}

Reply AdminUsersRoutes::create(const Request &request, const Principal &)
{
    const auto document = request.json();
    if (!document)
        return refused(document.error());
    BodyReader body(document->root());
    const auto profile = UsersService::checkedProfile({body.text("login"), body.text("email"), body.text("name"), QString()});
    const Secret password(body.text("password").toUtf8());
    const OrgId orgId{body.integer("orgId")};
    if (const auto readable = body.done(); !readable)
        return refused(readable.error());
    if (!profile)
        return refused(profile.error());
    if (const auto good = UsersService::checkPassword(password, u"Password is missing or too short"_s); !good)
        return refused(good.error());
    return continueOn(m_worker, m_hasher.hash(password), [this, profile = *profile, orgId](const Result<QString> &hash) -> Result<Response> {
        return hash.and_then([&](const QString &phc) { return m_users.create(profile, phc, orgId); }).map([](const User &made) {
            return Response::json(jsonBody([&](JsonWriter &json) {
                json.beginObject().member("id", made.id.value).member("uid", made.uid).member("message", "User created").endObject();
            }));
        });
    });
}

Reply AdminUsersRoutes::setPassword(const Request &request, const Principal &caller)
{
    const auto id = request.idParam("id");
    const auto document = request.json();
    if (!id || !document)
        return refused(!id ? id.error() : document.error());
    BodyReader body(document->root());
    const Secret password(body.text("password").toUtf8());
    if (const auto readable = body.done(); !readable)
        return refused(readable.error());
    if (const auto good = UsersService::checkPassword(password, u"New password too short"_s); !good)
        return refused(good.error());
    const SessionId kept = caller.userId.value == *id ? caller.sessionId : SessionId{};
    return continueOn(m_worker, m_hasher.hash(password), [this, id = UserId{*id}, kept](const Result<QString> &hash) -> Result<Response> {
        return hash.and_then([&](const QString &phc) { return m_users.setPassword(id, phc, kept); }).map([] {
            return Response::message("User password updated");
        });
    });
}

Result<Response> AdminUsersRoutes::setAdmin(const Request &request, const Principal &)
{
    const auto id = request.idParam("id");
    const auto document = request.json();
    if (!id || !document)
        return tl::unexpected(!id ? id.error() : document.error());
    BodyReader body(document->root());
    const bool isAdmin = body.boolean("isGrafanaAdmin");
    if (const auto readable = body.done(); !readable)
        return tl::unexpected(readable.error());
    return m_users.setAdmin(UserId{*id}, isAdmin).map([] { return Response::message("User permissions updated"); });
}

Result<Response> AdminUsersRoutes::disable(const Request &request, const Principal &)
{
    return request.idParam("id").and_then([this](qint64 id) { return m_users.setDisabled(UserId{id}, true); }).map([] {
        return Response::message("User disabled");
    });
}

Result<Response> AdminUsersRoutes::enable(const Request &request, const Principal &)
{
    return request.idParam("id").and_then([this](qint64 id) { return m_users.setDisabled(UserId{id}, false); }).map([] {
        return Response::message("User enabled");
    });
}

Result<Response> AdminUsersRoutes::remove(const Request &request, const Principal &)
{
    return request.idParam("id").and_then([this](qint64 id) { return m_users.remove(UserId{id}); }).map([] {
        return Response::message("User deleted");
    });
}

} // namespace mdash
