#include "features/organisations/organisationsroutes.h"

#include "api/bodyreader.h"
#include "features/organisations/organisationsjson.h"
#include "platform/http/paging.h"

namespace mdash {

Result<OrgId> organisationOf(const Request &request, const Principal &caller)
{
    if (request.param("orgId").isEmpty())
        return caller.orgId;
    return request.idParam("orgId").map([](qint64 id) { return OrgId{id}; });
}

void OrganisationsRoutes::declare(Router &router)
{
    const auto read = Access::to("orgs:read"), write = Access::to("orgs:write");
    router.add({Method::Get, "/api/org", read, 1_KiB, handler(this, &OrganisationsRoutes::get)});
    router.add({Method::Put, "/api/org", write, 16_KiB, handler(this, &OrganisationsRoutes::rename)});
    router.add({Method::Put, "/api/org/address", write, 16_KiB, handler(this, &OrganisationsRoutes::setAddress)});

    const auto server = Access::serverAdmin();
    router.add({Method::Get, "/api/orgs", server, 1_KiB, handler(this, &OrganisationsRoutes::list)});
    router.add({Method::Post, "/api/orgs", m_usersMayCreate ? Access::user() : Access::to("orgs:create"), 16_KiB,
                handler(this, &OrganisationsRoutes::create)});
    router.add({Method::Get, "/api/orgs/:orgId", server, 1_KiB, handler(this, &OrganisationsRoutes::get)});
    router.add({Method::Get, "/api/orgs/name/:name", server, 1_KiB, handler(this, &OrganisationsRoutes::getByName)});
    router.add({Method::Put, "/api/orgs/:orgId", server, 16_KiB, handler(this, &OrganisationsRoutes::rename)});
    router.add({Method::Put, "/api/orgs/:orgId/address", server, 16_KiB, handler(this, &OrganisationsRoutes::setAddress)});
    router.add({Method::Delete, "/api/orgs/:orgId", server, 1_KiB, handler(this, &OrganisationsRoutes::remove)});
}

Result<Response> OrganisationsRoutes::list(const Request &request, const Principal &)
{
    const Paging paging = Paging::of(request);
    // This one list counts its pages from 0, and without a page gives the first.
    const qint64 page = std::max<qint64>(0, request.queryInteger("page", 0));
    OrganisationsStore::Filter filter{request.query("query").value_or(QString()), request.query("name").value_or(QString())};
    filter.limit = paging.perPage;
    filter.offset = std::min<qint64>(page, 1'000'000'000) * paging.perPage;
    return m_organisations.list(filter).map([](const std::vector<Organisation> &found) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const Organisation &one : found)
                json.beginObject().member("id", one.id.value).member("name", one.name).endObject();
            json.endArray();
        }));
    });
}

Result<Response> OrganisationsRoutes::create(const Request &request, const Principal &caller)
{
    const auto document = request.json();
    if (!document)
        return tl::unexpected(document.error());
    BodyReader body(document->root());
    const QString name = body.text("name").trimmed();
    if (name.isEmpty() || !body.done())
        return badRequestData();
    return m_organisations.create(caller, name).map([](OrgId id) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("orgId", id.value).member("message", "Organization created").endObject();
        }));
    });
}

Result<Response> OrganisationsRoutes::get(const Request &request, const Principal &caller)
{
    return organisationOf(request, caller)
        .and_then([&](OrgId id) { return m_organisations.find(id); })
        .map([](const Organisation &found) { return Response::json(organisationJson(found)); });
}

Result<Response> OrganisationsRoutes::getByName(const Request &request, const Principal &)
{
    return m_organisations.findByName(request.param("name")).map([](const Organisation &found) {
        return Response::json(organisationJson(found));
    });
}

Result<Response> OrganisationsRoutes::rename(const Request &request, const Principal &caller)
{
    const auto id = organisationOf(request, caller);
    const auto document = request.json();
    if (!id || !document)
        return tl::unexpected(!id ? id.error() : document.error());
    BodyReader body(document->root());
    const QString name = body.text("name").trimmed();
    if (name.isEmpty() || !body.done())
        return badRequestData();
    return m_organisations.rename(*id, name).map([] { return Response::message("Organization updated"); });
}

Result<Response> OrganisationsRoutes::setAddress(const Request &request, const Principal &caller)
{
    const auto id = organisationOf(request, caller);
    const auto document = request.json();
    if (!id || !document)
        return tl::unexpected(!id ? id.error() : document.error());
    BodyReader body(document->root());
    const Address address{body.text("address1"), body.text("address2"), body.text("city"),
                          body.text("zipcode"),  body.text("state"),    body.text("country")};
    if (const auto readable = body.done(); !readable)
        return tl::unexpected(readable.error());
    return m_organisations.setAddress(*id, address).map([] { return Response::message("Address updated"); });
}

Result<Response> OrganisationsRoutes::remove(const Request &request, const Principal &caller)
{
    return organisationOf(request, caller)
        .and_then([&](OrgId id) { return m_organisations.remove(caller, id); })
        .map([] { return Response::message("Organization deleted"); });
}

} // namespace mdash
