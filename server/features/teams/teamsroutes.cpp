#include "features/teams/teamsroutes.h"

#include "api/bodyreader.h"
#include "features/teams/teamsjson.h"
#include "platform/http/paging.h"

namespace mdash {

Result<TeamId> teamOf(const Request &request)
{
    return request.idParam("id").map([](qint64 id) { return TeamId{id}; });
}

void TeamsRoutes::declare(Router &router)
{
    router.add({Method::Get, "/api/teams/search", Access::to("teams:read"), 1_KiB, handler(this, &TeamsRoutes::search)});
    router.add({Method::Post, "/api/teams", Access::to("teams:create"), 16_KiB, handler(this, &TeamsRoutes::create)});
    router.add({Method::Get, "/api/teams/:id", Access::to("teams:read"), 1_KiB, handler(this, &TeamsRoutes::get)});
    router.add({Method::Put, "/api/teams/:id", Access::to("teams:write"), 16_KiB, handler(this, &TeamsRoutes::update)});
    router.add({Method::Delete, "/api/teams/:id", Access::to("teams:delete"), 1_KiB, handler(this, &TeamsRoutes::remove)});
    router.add({Method::Get, "/api/user/teams", Access::signedIn(), 1_KiB, handler(this, &TeamsRoutes::listOwn)});
    router.add({Method::Get, "/api/users/:id/teams", Access::to("users:read"), 1_KiB, handler(this, &TeamsRoutes::listOf)});
}

Result<Response> TeamsRoutes::search(const Request &request, const Principal &caller)
{
    const Paging paging = Paging::of(request);
    TeamsStore::Filter filter{request.query("query").value_or(QString()), request.query("name").value_or(QString())};
    filter.offset = paging.offset();
    filter.limit = paging.perPage;
    return m_teams.list(caller, filter).map([&](const TeamsService::Page &found) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("totalCount", found.total).rawMember("teams", teamsJson(found.teams));
            json.member("page", paging.page).member("perPage", paging.perPage).endObject();
        }));
    });
}

Result<Response> TeamsRoutes::create(const Request &request, const Principal &caller)
{
    const auto document = request.json();
    if (!document)
        return tl::unexpected(document.error());
    BodyReader body(document->root());
    const QString name = body.text("name").trimmed(), email = body.text("email").trimmed();
    if (name.isEmpty() || !body.done())
        return badRequestData();
    return m_teams.create(caller, name, email).map([](const Team &team) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("teamId", team.id.value).member("uid", team.uid).member("message", "Team created").endObject();
        }));
    });
}

Result<Response> TeamsRoutes::get(const Request &request, const Principal &caller)
{
    return m_teams.find(caller, request.param("id")).map([](const Team &team) { return Response::json(teamJson(team)); });
}

Result<Response> TeamsRoutes::update(const Request &request, const Principal &caller)
{
    const auto id = teamOf(request);
    const auto document = request.json();
    if (!id || !document)
        return tl::unexpected(!id ? id.error() : document.error());
    BodyReader body(document->root());
    const QString name = body.text("name").trimmed(), email = body.text("email").trimmed();
    if (name.isEmpty() || !body.done())
        return badRequestData();
    return m_teams.update(caller, *id, name, email).map([] { return Response::message("Team updated"); });
}

Result<Response> TeamsRoutes::remove(const Request &request, const Principal &caller)
{
    return teamOf(request).and_then([&](TeamId id) { return m_teams.remove(caller, id); }).map([] {
        return Response::message("Team deleted");
    });
}

Result<Response> TeamsRoutes::listOwn(const Request &, const Principal &caller)
{
    if (!caller.userId.isSet())
        return Response::json("[]");
    return m_teams.teamsOf(caller.orgId, caller.userId).map([](const std::vector<Team> &teams) {
        return Response::json(teamsJson(teams));
    });
}

Result<Response> TeamsRoutes::listOf(const Request &request, const Principal &caller)
{
    return request.idParam("id")
        .and_then([&](qint64 id) { return m_teams.teamsOf(caller.orgId, UserId{id}); })
        .map([](const std::vector<Team> &teams) { return Response::json(teamsJson(teams)); });
}

} // namespace mdash
