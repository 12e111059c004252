#pragma once

#include "features/dashboards/dashboardimport.h"
#include "features/dashboards/dashboardsservice.h"
#include "platform/http/router.h"

namespace mdash {

/// Uid of the dashboard that a caller chose as home; empty if none.
using HomeDashboardOf = std::function<Result<QString>(const Principal &)>;

/// /api/dashboards: save, read, delete, home, import, trim, versions, restore, difference. Each by uid and by id.
class DashboardsRoutes
{
public:
    /// @p subUrl is the path of root_url without its last slash; @p home the JSON of the home dashboard for those who
    /// chose none.
    DashboardsRoutes(DashboardsService &dashboards, DashboardImport &importer, HomeDashboardOf homeOf, QString subUrl, std::string home);
    void declare(Router &router);

private:
    Result<Response> save(const Request &request, const Principal &caller);
    Result<Response> read(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);
    Result<Response> home(const Request &request, const Principal &caller);
    Result<Response> import(const Request &request, const Principal &caller);
    Result<Response> trim(const Request &request, const Principal &caller);
    Result<Response> versions(const Request &request, const Principal &caller);
    Result<Response> version(const Request &request, const Principal &caller);
    Result<Response> restore(const Request &request, const Principal &caller);
    Result<Response> difference(const Request &request, const Principal &caller);

    /// The dashboard that ":uid" or ":id" of the route names.
    Result<DashboardView> named(const Request &request, const Principal &caller);

    DashboardsService &m_dashboards;
    DashboardImport &m_import;
    HomeDashboardOf m_homeOf;
    QString m_subUrl;
    std::string m_home;
};

} // namespace mdash
