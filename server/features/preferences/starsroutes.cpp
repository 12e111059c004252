#include "features/preferences/starsroutes.h"

#include "features/dashboards/dashboardsservice.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

void StarsRoutes::declare(Router &router)
{
    router.add({Method::Get, "/api/user/stars", Access::signedIn(), 0, handler(this, &StarsRoutes::list)});
    for (const std::string path : {"/api/user/stars/dashboard/:id", "/api/user/stars/dashboard/uid/:uid"}) {
        router.add({Method::Post, path, Access::signedIn(), 1_KiB, handler(this, &StarsRoutes::star)});
        router.add({Method::Delete, path, Access::signedIn(), 1_KiB, handler(this, &StarsRoutes::unstar)});
    }
}

Result<Response> StarsRoutes::list(const Request &, const Principal &caller)
{
    return m_stars.uidsOf(caller.orgId, caller.userId).map([](const std::vector<QString> &uids) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const QString &uid : uids)
                json.value(uid);
            json.endArray();
        }));
    });
}

Result<DashboardId> StarsRoutes::named(const Request &request, const Principal &caller)
{
    if (!caller.userId.isSet())
        return fail(ErrorCode::Unauthenticated, u"Unauthorized"_s);
    const auto idOf = [](const DashboardView &view) { return view.record.entry.id; };
    const QString uid = request.param("uid");
    if (!uid.isEmpty())
        return m_dashboards.get(caller, uid).map(idOf);
    const auto id = request.idParam("id");
    if (!id)
        return fail(ErrorCode::InvalidInput, u"Invalid dashboard ID"_s);
    return m_dashboards.getById(caller, DashboardId{*id}).map(idOf);
}

Result<Response> StarsRoutes::star(const Request &request, const Principal &caller)
{
    return named(request, caller)
        .and_then([&](DashboardId id) { return m_stars.add(caller.orgId, caller.userId, id); })
        .map([] { return Response::message("Dashboard starred!"); });
}

Result<Response> StarsRoutes::unstar(const Request &request, const Principal &caller)
{
    return named(request, caller)
        .and_then([&](DashboardId id) { return m_stars.remove(caller.orgId, caller.userId, id); })
        .map([] { return Response::message("Dashboard unstarred"); });
}

} // namespace mdash
