#include "features/preferences/preferencesroutes.h"

#include "api/bodyreader.h"
#include "features/teams/teamsservice.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::size_t largestBody = 64_KiB;

Response encode(const Preferences &preferences)
{
    return Response::json(jsonBody([&](JsonWriter &json) {
        json.beginObject().member("theme", preferences.theme);
        json.member("homeDashboardId", preferences.homeDashboardUid.isEmpty() ? 0 : preferences.homeDashboardId.value);
        json.member("homeDashboardUID", preferences.homeDashboardUid).member("timezone", preferences.timezone);
        json.member("weekStart", preferences.weekStart).member("language", preferences.language);
        json.rawMember("navbar", preferences.navbar).rawMember("queryHistory", preferences.queryHistory).endObject();
    }));
}

std::optional<std::string> objectText(BodyReader &body, std::string_view name)
{
    const JsonValue object = body.object(name);
    return object.exists() ? std::optional(object.json()) : std::nullopt;
}

Result<PreferencesChange> decode(const Request &request)
{
    const auto document = request.json();
    if (!document)
        return tl::unexpected(document.error());
    BodyReader body(document->root());
    PreferencesChange change{body.optionalText("theme"), body.optionalText("timezone"), body.optionalText("weekStart"), body.optionalText("language")};
    if (const auto id = body.optionalInteger("homeDashboardId"))
        change.homeDashboardId = DashboardId{*id};
    change.homeDashboardUid = body.optionalText("homeDashboardUID");
    change.navbar = objectText(body, "navbar");
    change.queryHistory = objectText(body, "queryHistory");
    return body.done().map([&] { return change; });
}

} // namespace

void PreferencesRoutes::declare(Router &router)
{
    const auto anyone = Access::signedIn();
    declareAt(router, "/api/user/preferences", anyone, anyone, &PreferencesRoutes::caller, &PreferencesRoutes::caller);
    declareAt(router, "/api/org/preferences", Access::to("orgs.preferences:read"), Access::to("orgs.preferences:write"),
              &PreferencesRoutes::organisation, &PreferencesRoutes::organisation);
    declareAt(router, "/api/teams/:id/preferences", Access::to("teams:read"), Access::to("teams:write"), &PreferencesRoutes::seenTeam,
              &PreferencesRoutes::managedTeam);
    router.add({Method::Post, "/api/preferences/set-home-dash", anyone, largestBody, handler(this, &PreferencesRoutes::setHome)});
}

void PreferencesRoutes::declareAt(Router &router, const std::string &path, const Access &read, const Access &write, OwnerOf reader, OwnerOf writer)
{
    router.add({Method::Get, path, read, 0, [this, reader](const Request &request, const Principal &who) -> Reply {
                    return get((this->*reader)(request, who));
                }});
    router.add({Method::Put, path, write, largestBody, [this, writer](const Request &request, const Principal &who) -> Reply {
                    return put((this->*writer)(request, who), request);
                }});
    router.add({Method::Patch, path, write, largestBody, [this, writer](const Request &request, const Principal &who) -> Reply {
                    return patch((this->*writer)(request, who), request);
                }});
}

Result<PreferenceOwner> PreferencesRoutes::caller(const Request &, const Principal &caller)
{
    if (!caller.userId.isSet())
        return fail(ErrorCode::Unauthenticated, u"Unauthorized"_s);
    return PreferenceOwner{caller.orgId, caller.userId, TeamId{}};
}

Result<PreferenceOwner> PreferencesRoutes::organisation(const Request &, const Principal &caller)
{
    return PreferenceOwner{caller.orgId};
}

Result<PreferenceOwner> PreferencesRoutes::seenTeam(const Request &request, const Principal &caller)
{
    return m_teams.find(caller, request.param("id")).map([&](const Team &team) { return PreferenceOwner{caller.orgId, UserId{}, team.id}; });
}

Result<PreferenceOwner> PreferencesRoutes::managedTeam(const Request &request, const Principal &caller)
{
    const auto team = m_teams.find(caller, request.param("id"));
    if (!team)
        return tl::unexpected(team.error());
    return m_teams.requireAdministrator(caller, team->id, u"teams:write"_s).map([&] {
        return PreferenceOwner{caller.orgId, UserId{}, team->id};
    });
}

Result<Response> PreferencesRoutes::get(const Result<PreferenceOwner> &owner)
{
    return owner.and_then([this](const PreferenceOwner &whose) { return m_preferences.find(whose); }).map(encode);
}

Result<Response> PreferencesRoutes::put(const Result<PreferenceOwner> &owner, const Request &request)
{
    const auto change = decode(request);
    if (!owner || !change)
        return tl::unexpected(!owner ? owner.error() : change.error());
    return m_preferences.replace(*owner, *change).map([] { return Response::message("Preferences updated"); });
}

Result<Response> PreferencesRoutes::patch(const Result<PreferenceOwner> &owner, const Request &request)
{
    const auto change = decode(request);
    if (!owner || !change)
        return tl::unexpected(!owner ? owner.error() : change.error());
    return m_preferences.change(*owner, *change).map([] { return Response::message("Preferences updated"); });
}

Result<Response> PreferencesRoutes::setHome(const Request &request, const Principal &who)
{
    const auto owner = caller(request, who);
    const auto change = decode(request);
    if (!owner || !change)
        return tl::unexpected(!owner ? owner.error() : change.error());
    PreferencesChange home;
    home.homeDashboardId = change->homeDashboardId;
    home.homeDashboardUid = change->homeDashboardUid;
    return m_preferences.change(*owner, home).map([] { return Response::message("Home dashboard set"); });
}

} // namespace mdash
