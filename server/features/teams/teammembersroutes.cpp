#include "features/teams/teammembersroutes.h"

#include "api/bodyreader.h"
#include "features/teams/teamsjson.h"
#include "features/teams/teamsroutes.h"

namespace mdash {
namespace {

QStringList texts(const std::vector<JsonValue> &values)
{
    QStringList list;
    for (const JsonValue &value : values)
        list.append(value.text());
    return list;
}

} // namespace

void TeamMembersRoutes::declare(Router &router)
{
    const auto write = Access::to("teams.permissions:write");
    const std::string members = "/api/teams/:id/members";
    router.add({Method::Get, members, Access::to("teams:read"), 1_KiB, handler(this, &TeamMembersRoutes::list)});
    router.add({Method::Post, members, write, 16_KiB, handler(this, &TeamMembersRoutes::add)});
    router.add({Method::Put, members, write, 256_KiB, handler(this, &TeamMembersRoutes::replace)});
    router.add({Method::Put, members + "/:userId", write, 16_KiB, handler(this, &TeamMembersRoutes::setPermission)});
    router.add({Method::Delete, members + "/:userId", write, 1_KiB, handler(this, &TeamMembersRoutes::remove)});
}

Result<Response> TeamMembersRoutes::list(const Request &request, const Principal &caller)
{
    return teamOf(request).and_then([&](TeamId id) { return m_teams.members(caller, id); }).map([&](const std::vector<TeamMember> &found) {
        return Response::json(teamMembersJson(caller.orgId, found));
    });
}

Result<Response> TeamMembersRoutes::add(const Request &request, const Principal &caller)
{
    const auto id = teamOf(request);
    const auto document = request.json();
    if (!id || !document)
        return tl::unexpected(!id ? id.error() : document.error());
    BodyReader body(document->root());
    const UserId userId{body.integer("userId")};
    if (!userId.isSet() || !body.done())
        return badRequestData();
    return m_teams.addMember(caller, *id, userId).map([] { return Response::message("Member added to Team"); });
}

Result<Response> TeamMembersRoutes::replace(const Request &request, const Principal &caller)
{
    const auto id = teamOf(request);
    const auto document = request.json();
    if (!id || !document)
        return tl::unexpected(!id ? id.error() : document.error());
    BodyReader body(document->root());
    const QStringList members = texts(body.elements("members")), administrators = texts(body.elements("admins"));
    if (const auto readable = body.done(); !readable)
        return tl::unexpected(readable.error());
    return m_teams.replaceMembers(caller, *id, members, administrators).map([] { return Response::message("Team memberships have been updated"); });
}

Result<Response> TeamMembersRoutes::setPermission(const Request &request, const Principal &caller)
{
    const auto id = teamOf(request);
    const auto userId = request.idParam("userId");
    const auto document = request.json();
    if (!id || !userId || !document)
        return tl::unexpected(!id ? id.error() : !userId ? userId.error() : document.error());
    BodyReader body(document->root());
    const qint64 permission = body.integer("permission");
    if (!body.done() || (permission != 0 && permission != 4))
        return badRequestData();
    return m_teams.setPermission(caller, *id, UserId{*userId}, static_cast<TeamPermission>(permission)).map([] {
        return Response::message("Team member updated");
    });
}

Result<Response> TeamMembersRoutes::remove(const Request &request, const Principal &caller)
{
    const auto id = teamOf(request);
    const auto userId = request.idParam("userId");
    if (!id || !userId)
        return tl::unexpected(!id ? id.error() : userId.error());
    return m_teams.removeMember(caller, *id, UserId{*userId}).map([] { return Response::message("Team Member removed"); });
}

} // namespace mdash
