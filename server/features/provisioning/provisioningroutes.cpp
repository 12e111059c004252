#include "features/provisioning/provisioningroutes.h"

namespace mdash {

void ProvisioningRoutes::declare(Router &router)
{
    router.add({Method::Post, "/api/admin/provisioning/datasources/reload", Access::serverAdmin(), 1_KiB, handler(this, &ProvisioningRoutes::reloadDataSources)});
    router.add({Method::Post, "/api/admin/provisioning/dashboards/reload", Access::serverAdmin(), 1_KiB, handler(this, &ProvisioningRoutes::reloadDashboards)});
}

Result<Response> ProvisioningRoutes::reloadDataSources(const Request &, const Principal &)
{
    return m_provisioning.applyDataSources().map([] { return Response::message("Datasources config reloaded"); });
}

Result<Response> ProvisioningRoutes::reloadDashboards(const Request &, const Principal &)
{
    return m_provisioning.applyDashboards().map([] { return Response::message("Dashboards config reloaded"); });
}

} // namespace mdash
