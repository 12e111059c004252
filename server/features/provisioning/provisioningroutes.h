#pragma once

#include "features/provisioning/provisioningservice.h"
#include "platform/http/router.h"

namespace mdash {

/// POST /api/admin/provisioning/{datasources,dashboards}/reload.
class ProvisioningRoutes
{
public:
    explicit ProvisioningRoutes(ProvisioningService &provisioning) : m_provisioning(provisioning) {}
    void declare(Router &router);

private:
    Result<Response> reloadDataSources(const Request &request, const Principal &caller);
    Result<Response> reloadDashboards(const Request &request, const Principal &caller);

    ProvisioningService &m_provisioning;
};

} // namespace mdash
