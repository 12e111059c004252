#pragma once

#include "features/preferences/starsstore.h"
#include "platform/http/router.h"

namespace mdash {

class DashboardsService;
struct DashboardView;

/// Which dashboards the caller marked. One per worker.
class StarsRoutes
{
public:
    StarsRoutes(StarsStore &stars, DashboardsService &dashboards) : m_stars(stars), m_dashboards(dashboards) {}
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> star(const Request &request, const Principal &caller);
    Result<Response> unstar(const Request &request, const Principal &caller);
    Result<DashboardId> named(const Request &request, const Principal &caller);

    StarsStore &m_stars;
    DashboardsService &m_dashboards;
};

} // namespace mdash
