#include "features/organisations/membersroutes.h"

#include "api/bodyreader.h"
#include "features/organisations/organisationsjson.h"
#include "features/organisations/organisationsroutes.h"
#include "features/users/avatar.h"
#include "platform/http/paging.h"

namespace mdash {

void MembersRoutes::declare(Router &router)
{
    const auto own = [&](Method method, const char *path, const char *action, Result<Response> (MembersRoutes::*call)(const Request &, const Principal &)) {
        router.add({method, path, Access::to(action), 16_KiB, handler(this, call)});
    };
    own(Method::Get, "/api/org/users", "org.users:read", &MembersRoutes::list);
    own(Method::Get, "/api/org/users/search", "org.users:read", &MembersRoutes::search);
    // Whoever may give rights on something must be able to name people.
    own(Method::Get, "/api/org/users/lookup", "org.users:read|folders.permissions:write|teams.permissions:write", &MembersRoutes::lookup);
    own(Method::Post, "/api/org/users", "org.users:add", &MembersRoutes::add);
    own(Method::Patch, "/api/org/users/:userId", "org.users:write", &MembersRoutes::setRole);
    own(Method::Delete, "/api/org/users/:userId", "org.users:remove", &MembersRoutes::removeFromOwn);

    const auto server = Access::serverAdmin();
    router.add({Method::Get, "/api/orgs/:orgId/users", server, 1_KiB, handler(this, &MembersRoutes::list)});
    router.add({Method::Get, "/api/orgs/:orgId/users/search", server, 1_KiB, handler(this, &MembersRoutes::search)});
    router.add({Method::Post, "/api/orgs/:orgId/users", server, 16_KiB, handler(this, &MembersRoutes::add)});
    router.add({Method::Patch, "/api/orgs/:orgId/users/:userId", server, 16_KiB, handler(this, &MembersRoutes::setRole)});
    router.add({Method::Delete, "/api/orgs/:orgId/users/:userId", server, 1_KiB, handler(this, &MembersRoutes::removeFromAny)});
}

Result<Response> MembersRoutes::list(const Request &request, const Principal &caller)
{
    MembersStore::Filter filter{request.query("query").value_or(QString())};
    filter.limit = std::clamp<qint64>(request.queryInteger("limit", 0), 0, Paging::most);
    if (filter.limit == 0)
        filter.limit = Paging::most;
    return organisationOf(request, caller)
        .and_then([&](OrgId id) { return m_organisations.members(id, filter); })
        .map([&](const std::vector<OrgMember> &found) { return Response::json(membersJson(found, m_clock.now())); });
}

Result<Response> MembersRoutes::search(const Request &request, const Principal &caller)
{
    const Paging paging = Paging::of(request);
    const QString query = request.query("query").value_or(QString());
    const auto orgId = organisationOf(request, caller);
    if (!orgId)
        return tl::unexpected(orgId.error());
    const auto found = m_organisations.members(*orgId, {query, paging.offset(), paging.perPage});
    const auto total = m_organisations.countMembers(*orgId, query);
    if (!found || !total)
        return tl::unexpected(!found ? found.error() : total.error());
    const std::string members = membersJson(*found, m_clock.now());
    return Response::json(jsonBody([&](JsonWriter &json) {
        // Clients of different ages read different spellings.
        json.beginObject().member("totalCount", *total).rawMember("OrgUsers", members).rawMember("orgUsers", members);
        json.member("page", paging.page).member("perPage", paging.perPage).endObject();
    }));
}

Result<Response> MembersRoutes::lookup(const Request &request, const Principal &caller)
{
    MembersStore::Filter filter{request.query("query").value_or(QString())};
    filter.limit = std::clamp<qint64>(request.queryInteger("limit", 0), 0, Paging::most);
    if (filter.limit == 0)
        filter.limit = Paging::most;
    return m_organisations.members(caller.orgId, filter).map([](const std::vector<OrgMember> &found) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const OrgMember &one : found) {
                json.beginObject().member("userId", one.userId.value).member("uid", one.uid).member("login", one.login);
                json.member("avatarUrl", avatarPath(one.email, one.login)).endObject();
            }
            json.endArray();
        }));
    });
}

Result<Response> MembersRoutes::add(const Request &request, const Principal &caller)
{
    const auto orgId = organisationOf(request, caller);
    const auto document = request.json();
    if (!orgId || !document)
        return tl::unexpected(!orgId ? orgId.error() : document.error());
    BodyReader body(document->root());
    const QString loginOrEmail = body.text("loginOrEmail").trimmed();
    const auto role = parseRole(body.text("role"));
    if (loginOrEmail.isEmpty() || !role || !body.done())
        return badRequestData();
    return m_organisations.addMember(caller, *orgId, loginOrEmail, *role).map([](UserId id) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("message", "User added to organization").member("userId", id.value).endObject();
        }));
    });
}

Result<Response> MembersRoutes::setRole(const Request &request, const Principal &caller)
{
    const auto orgId = organisationOf(request, caller);
    const auto userId = request.idParam("userId");
    const auto document = request.json();
    if (!orgId || !userId || !document)
        return tl::unexpected(!orgId ? orgId.error() : !userId ? userId.error() : document.error());
    BodyReader body(document->root());
    const auto role = parseRole(body.text("role"));
    if (!role || !body.done())
        return badRequestData();
    return m_organisations.setMemberRole(caller, *orgId, UserId{*userId}, *role).map([] {
        return Response::message("Organization user updated");
    });
}

Result<Response> MembersRoutes::removeFromOwn(const Request &request, const Principal &caller)
{
    return remove(request, caller, true);
}

Result<Response> MembersRoutes::removeFromAny(const Request &request, const Principal &caller)
{
    return remove(request, caller, false);
}

Result<Response> MembersRoutes::remove(const Request &request, const Principal &caller, bool deleteOrphan)
{
    const auto orgId = organisationOf(request, caller);
    const auto userId = request.idParam("userId");
    if (!orgId || !userId)
        return tl::unexpected(!orgId ? orgId.error() : userId.error());
    return m_organisations.removeMember(*orgId, UserId{*userId}, deleteOrphan).map([](OrganisationsService::Removal removal) {
        return Response::message(removal == OrganisationsService::Removal::User ? "User deleted" : "User removed from organization");
    });
}

} // namespace mdash
