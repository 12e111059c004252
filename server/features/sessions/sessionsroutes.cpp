#include "features/sessions/sessionsroutes.h"

#include "api/bodyreader.h"
#include "base/timeformat.h"
#include "features/sessions/loginroutes.h"
#include "features/sessions/useragent.h"
#include "features/users/usersservice.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

void writeEntry(JsonWriter &json, const SessionEntry &entry, bool isActive)
{
    const UserAgent agent = parseUserAgent(entry.userAgent);
    json.beginObject().member("id", entry.id.value).member("isActive", isActive).member("clientIp", entry.clientIp);
    json.member("device", agent.device).member("os", agent.os).member("osVersion", agent.osVersion);
    json.member("browser", agent.browser).member("browserVersion", agent.browserVersion);
    json.member("createdAt", formatIsoTime(TimePoint(Millis(entry.createdAt))));
    json.member("seenAt", formatIsoTime(TimePoint(Millis(entry.seenAt)))).endObject();
}

} // namespace

void SessionsRoutes::declare(Router &router)
{
    const auto person = Access::user();
    router.add({Method::Get, "/api/user/auth-tokens", person, 1_KiB, handler(this, &SessionsRoutes::listOwn)});
    router.add({Method::Post, "/api/user/revoke-auth-token", person, 4_KiB, handler(this, &SessionsRoutes::revokeOwn)});
    router.add({Method::Post, "/api/user/auth-tokens/rotate", person, 4_KiB, handler(this, &SessionsRoutes::rotate)});
    router.add({Method::Get, "/api/user/auth-tokens/rotate", person, 1_KiB, handler(this, &SessionsRoutes::rotateAndReturn)});

    const std::string user = "/api/admin/users/:id";
    router.add({Method::Get, user + "/auth-tokens", Access::to("users.authtoken:read"), 1_KiB, handler(this, &SessionsRoutes::listOf)});
    router.add({Method::Post, user + "/revoke-auth-token", Access::to("users.authtoken:write"), 4_KiB, handler(this, &SessionsRoutes::revokeOf)});
    router.add({Method::Post, user + "/logout", Access::to("users:logout"), 1_KiB, handler(this, &SessionsRoutes::endAllOf)});
}

Result<Response> SessionsRoutes::listOwn(const Request &, const Principal &caller)
{
    return list(caller.userId, caller.sessionId);
}

Result<Response> SessionsRoutes::revokeOwn(const Request &request, const Principal &caller)
{
    return revoke(request, caller.userId, caller.sessionId);
}

Result<Response> SessionsRoutes::rotate(const Request &, const Principal &)
{
    return Response::json("{}"); // authentication has rotated the token if it was due
}

Result<Response> SessionsRoutes::rotateAndReturn(const Request &request, const Principal &)
{
    const std::string target = request.query("redirectTo").value_or(QString()).toStdString();
    return Response::redirect(isOwnPath(target) ? target : m_subUrl + "/");
}

Result<Response> SessionsRoutes::listOf(const Request &request, const Principal &caller)
{
    return request.idParam("id").and_then([this](qint64 id) { return m_users.find(UserId{id}); }).and_then([&](const User &user) {
        return list(user.id, caller.sessionId);
    });
}

Result<Response> SessionsRoutes::revokeOf(const Request &request, const Principal &caller)
{
    return request.idParam("id").and_then([this](qint64 id) { return m_users.find(UserId{id}); }).and_then([&](const User &user) {
        return revoke(request, user.id, caller.sessionId);
    });
}

Result<Response> SessionsRoutes::endAllOf(const Request &request, const Principal &caller)
{
    const auto id = request.idParam("id");
    if (!id)
        return tl::unexpected(id.error());
    if (caller.userId.value == *id)
        return fail(ErrorCode::InvalidInput, u"You cannot logout yourself"_s);
    return m_users.find(UserId{*id})
        .and_then([this](const User &user) { return m_sessions.revokeAll(user.id, u"administrator"_s); })
        .map([] { return Response::message("User logged out"); });
}

Result<Response> SessionsRoutes::list(UserId userId, SessionId active)
{
    return m_sessions.listOf(userId).map([&](const std::vector<SessionEntry> &entries) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const SessionEntry &entry : entries)
                writeEntry(json, entry, entry.id == active);
            json.endArray();
        }));
    });
}

Result<Response> SessionsRoutes::revoke(const Request &request, UserId userId, SessionId active)
{
    const auto document = request.json();
    if (!document)
        return tl::unexpected(document.error());
    BodyReader body(document->root());
    const SessionId id{body.integer("authTokenId")};
    if (const auto readable = body.done(); !readable)
        return tl::unexpected(readable.error());
    if (id.isSet() && id == active)
        return fail(ErrorCode::InvalidInput, u"Cannot revoke active user auth token"_s);
    return m_sessions.revoke(userId, id).map([] { return Response::message("User auth token revoked"); });
}

} // namespace mdash
