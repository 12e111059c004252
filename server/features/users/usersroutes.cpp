#include "features/users/usersroutes.h"

#include "api/bodyreader.h"
#include "features/organisations/organisationsjson.h"
#include "features/users/usersjson.h"

namespace mdash {

void UsersRoutes::declare(Router &router)
{
    const auto read = Access::to("users:read"), write = Access::to("users:write");
    router.add({Method::Get, "/api/users", read, 1_KiB, handler(this, &UsersRoutes::list)});
    router.add({Method::Get, "/api/users/search", read, 1_KiB, handler(this, &UsersRoutes::search)});
    router.add({Method::Get, "/api/users/lookup", read, 1_KiB, handler(this, &UsersRoutes::lookup)});
    router.add({Method::Get, "/api/users/:id", read, 1_KiB, handler(this, &UsersRoutes::get)});
    router.add({Method::Put, "/api/users/:id", write, 16_KiB, handler(this, &UsersRoutes::update)});
    router.add({Method::Get, "/api/users/:id/orgs", read, 1_KiB, handler(this, &UsersRoutes::organisations)});
    router.add({Method::Post, "/api/users/:id/using/:orgId", write, 1_KiB, handler(this, &UsersRoutes::setActiveOrg)});
}

Result<UserProfile> profileOf(const Request &request)
{
    const auto document = request.json();
    if (!document)
        return tl::unexpected(document.error());
    BodyReader body(document->root());
    UserProfile profile{body.text("login"), body.text("email"), body.text("name"), body.text("theme")};
    if (const auto readable = body.done(); !readable)
        return tl::unexpected(readable.error());
    return UsersService::checkedProfile(std::move(profile));
}

Result<Response> UsersRoutes::list(const Request &request, const Principal &)
{
    const Paging paging = Paging::of(request);
    return m_users.list({request.query("query").value_or(QString()), paging.offset(), paging.perPage})
        .map([this](const std::vector<User> &found) { return Response::json(userHitsJson(found, m_clock.now())); });
}

Result<Response> UsersRoutes::search(const Request &request, const Principal &)
{
    const Paging paging = Paging::of(request);
    const QString query = request.query("query").value_or(QString());
    const auto total = m_users.count(query);
    if (!total)
        return tl::unexpected(total.error());
    return m_users.list({query, paging.offset(), paging.perPage}).map([&](const std::vector<User> &found) {
        return Response::json(userPageJson(found, *total, paging, m_clock.now()));
    });
}

Result<Response> UsersRoutes::lookup(const Request &request, const Principal &)
{
    return m_users.findByIdentifier(request.query("loginOrEmail").value_or(QString())).map([](const User &user) {
        return Response::json(profileJson(user));
    });
}

Result<Response> UsersRoutes::get(const Request &request, const Principal &)
{
    return request.idParam("id")
        .and_then([this](qint64 id) { return m_users.find(UserId{id}); })
        .map([](const User &user) { return Response::json(profileJson(user)); });
}

Result<Response> UsersRoutes::update(const Request &request, const Principal &)
{
    const auto id = request.idParam("id");
    const auto profile = profileOf(request);
    if (!id || !profile)
        return tl::unexpected(!id ? id.error() : profile.error());
    return m_users.setProfile(UserId{*id}, *profile).map([] { return Response::message("User updated"); });
}

Result<Response> UsersRoutes::organisations(const Request &request, const Principal &)
{
    return request.idParam("id")
        .and_then([this](qint64 id) { return m_organisations.membershipsOf(UserId{id}); })
        .map([](const std::vector<Membership> &found) { return Response::json(membershipsJson(found)); });
}

Result<Response> UsersRoutes::setActiveOrg(const Request &request, const Principal &)
{
    const auto id = request.idParam("id");
    const auto orgId = request.idParam("orgId");
    if (!id || !orgId)
        return tl::unexpected(!id ? id.error() : orgId.error());
    return m_users.setActiveOrg(UserId{*id}, OrgId{*orgId}).map([] { return Response::message("Active organization changed"); });
}

} // namespace mdash
