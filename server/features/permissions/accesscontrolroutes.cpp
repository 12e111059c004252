#include "features/permissions/accesscontrolroutes.h"

#include "api/bodyreader.h"
#include "features/dashboards/dashboardsservice.h"
#include "features/folders/foldersservice.h"
#include "features/permissions/accesscontroljson.h"
#include "features/teams/teamsservice.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

tl::unexpected<Error> cannotSet(const QString &what)
{
    return fail(ErrorCode::InvalidInput, u"failed to set %1 permission"_s.arg(what));
}

bool isTeam(const Request &request)
{
    return request.param("resource") == "teams"_L1;
}

Result<TeamId> teamOfPath(const Request &request)
{
    return request.idParam("id").map([](qint64 id) { return TeamId{id}; });
}

/// One element of `{"permissions":[…]}`.
struct Wish
{
    Grantee grantee;
    QString permission;
};

Result<Wish> readWish(const JsonValue &value)
{
    BodyReader entry(value);
    Wish wish{{UserId{entry.integer("userId")}, TeamId{entry.integer("teamId")}, OrgRole::None}, entry.text("permission")};
    const QString role = entry.text("builtInRole");
    if (const auto readable = entry.done(); !readable)
        return tl::unexpected(readable.error());
    const auto known = parseRole(role);
    if (!role.isEmpty() && (!known || *known == OrgRole::None))
        return cannotSet(u"builtin role"_s);
    wish.grantee.role = known.value_or(OrgRole::None);
    return wish;
}

} // namespace

void AccessControlRoutes::declare(Router &router)
{
    const std::string root = "/api/access-control";
    const auto anyone = Access::signedIn();
    router.add({Method::Get, root + "/user/actions", anyone, 0, handler(this, &AccessControlRoutes::ownActions)});
    router.add({Method::Get, root + "/user/permissions", anyone, 0, handler(this, &AccessControlRoutes::ownPermissions)});
    router.add({Method::Get, root + "/:resource/description", anyone, 0, handler(this, &AccessControlRoutes::describe)});
    // Who may is decided on the object: its administrators.
    router.add({Method::Get, root + "/:resource/:id", anyone, 0, handler(this, &AccessControlRoutes::list)});
    router.add({Method::Post, root + "/:resource/:id", anyone, 256_KiB, handler(this, &AccessControlRoutes::setMany)});
    router.add({Method::Post, root + "/:resource/:id/users/:userId", anyone, 16_KiB, handler(this, &AccessControlRoutes::setUser)});
    router.add({Method::Post, root + "/:resource/:id/teams/:teamId", anyone, 16_KiB, handler(this, &AccessControlRoutes::setTeam)});
    router.add({Method::Post, root + "/:resource/:id/builtInRoles/:role", anyone, 16_KiB, handler(this, &AccessControlRoutes::setRole)});
}

Result<Response> AccessControlRoutes::ownActions(const Request &, const Principal &caller)
{
    return m_permissions.actionsOf(caller).map([](const std::vector<const Action *> &actions) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject();
            for (const Action *action : actions)
                json.member(action->name, true);
            json.endObject();
        }));
    });
}

Result<Response> AccessControlRoutes::ownPermissions(const Request &, const Principal &caller)
{
    return m_permissions.actionsOf(caller).map([](const std::vector<const Action *> &actions) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject();
            for (const Action *action : actions) {
                json.key(action->name).beginArray();
                if (!action->scope.empty())
                    json.value(action->scope);
                json.endArray();
            }
            json.endObject();
        }));
    });
}

Result<Response> AccessControlRoutes::describe(const Request &request, const Principal &)
{
    const AccessResource *resource = findAccessResource(request.param("resource").toStdString());
    if (!resource)
        return fail(ErrorCode::NotFound, u"Not found"_s);
    return Response::json(descriptionJson(*resource));
}

Result<SecuredObject> AccessControlRoutes::administrated(const Request &request, const Principal &caller)
{
    const QString resource = request.param("resource"), uid = request.param("id");
    if (resource == "folders"_L1)
        return m_folders.administrated(caller, uid).map([](const auto &found) { return found.second; });
    if (resource != "dashboards"_L1)
        return fail(ErrorCode::NotFound, u"Not found"_s);
    return m_dashboards.get(caller, uid).and_then([&](const DashboardView &view) {
        return m_dashboards.require(caller, view, Right::Admin, u"dashboards.permissions:write"_s).map([&] {
            return DashboardsService::secured(view);
        });
    });
}

Result<Response> AccessControlRoutes::list(const Request &request, const Principal &caller)
{
    if (isTeam(request)) {
        const auto id = teamOfPath(request);
        if (!id)
            return tl::unexpected(id.error());
        return m_teams.requireAdministrator(caller, *id, u"teams.permissions:read"_s)
            .and_then([&] { return m_teams.members(caller, *id); })
            .map([](const std::vector<TeamMember> &members) { return Response::json(teamGrantsJson(members)); });
    }
    const auto object = administrated(request, caller);
    if (!object)
        return tl::unexpected(object.error());
    return m_permissions.grantsOn(caller.orgId, *object).map([&](const std::vector<ObjectGrant> &grants) {
        return Response::json(grantsJson(grants, object->kind));
    });
}

Result<void> AccessControlRoutes::give(const Request &request, const Principal &caller, const Grantee &grantee, const QString &permission)
{
    const QString what = grantee.userId.isSet() ? u"user"_s : grantee.teamId.isSet() ? u"team"_s : u"builtin role"_s;
    if (isTeam(request)) {
        const auto team = teamOfPath(request);
        if (!team)
            return tl::unexpected(team.error());
        if (!grantee.userId.isSet() || (!permission.isEmpty() && permission != "Member"_L1 && permission != "Admin"_L1))
            return cannotSet(what);
        if (permission.isEmpty())
            return m_teams.removeMember(caller, *team, grantee.userId);
        return m_teams.putMember(caller, *team, grantee.userId,
                                 permission == "Admin"_L1 ? TeamPermission::Administrator : TeamPermission::Member);
    }
    const auto object = administrated(request, caller);
    if (!object)
        return tl::unexpected(object.error());
    const auto right = parseRight(permission);
    if (!right)
        return cannotSet(what);
    return m_permissions.grant(caller.orgId, *object, grantee, *right);
}

Result<Response> AccessControlRoutes::setMany(const Request &request, const Principal &caller)
{
    const auto document = request.json();
    if (!document)
        return tl::unexpected(document.error());
    BodyReader body(document->root());
    std::vector<Wish> wishes;
    for (const JsonValue &value : body.elements("permissions")) {
        auto wish = readWish(value);
        if (!wish)
            return tl::unexpected(wish.error());
        wishes.push_back(std::move(*wish));
    }
    if (const auto readable = body.done(); !readable)
        return tl::unexpected(readable.error());
    for (const Wish &wish : wishes) {
        if (const auto given = give(request, caller, wish.grantee, wish.permission); !given)
            return tl::unexpected(given.error());
    }
    return Response::message("Permissions updated");
}

Result<Response> AccessControlRoutes::setOne(const Request &request, const Principal &caller, const Grantee &grantee)
{
    const auto document = request.json();
    if (!document)
        return tl::unexpected(document.error());
    BodyReader body(document->root());
    const QString permission = body.text("permission");
    if (const auto readable = body.done(); !readable)
        return tl::unexpected(readable.error());
    return give(request, caller, grantee, permission).map([&] {
        return Response::message(permission.isEmpty() ? "Permission removed" : "Permission updated");
    });
}

Result<Response> AccessControlRoutes::setUser(const Request &request, const Principal &caller)
{
    return request.idParam("userId").and_then([&](qint64 id) { return setOne(request, caller, {UserId{id}, TeamId{}, OrgRole::None}); });
}

Result<Response> AccessControlRoutes::setTeam(const Request &request, const Principal &caller)
{
    return request.idParam("teamId").and_then([&](qint64 id) { return setOne(request, caller, {UserId{}, TeamId{id}, OrgRole::None}); });
}

Result<Response> AccessControlRoutes::setRole(const Request &request, const Principal &caller)
{
    const auto role = parseRole(request.param("role"));
    if (!role || *role == OrgRole::None)
        return cannotSet(u"builtin role"_s);
    return setOne(request, caller, {UserId{}, TeamId{}, *role});
}

} // namespace mdash
