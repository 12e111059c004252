#pragma once

#include "features/provisioning/provisioningturn.h"
#include "platform/http/router.h"

namespace mdash {

/// POST /api/admin/provisioning/{datasources,dashboards}/reload.
class ProvisioningRoutes
{
public:
    explicit ProvisioningRoutes(ProvisioningTurn &provisioning) : m_provisioning(provisioning) {}
    void declare(Router &router);

private:
    Result<Response> reloadDataSources(const Request &request, const Principal &caller);
    Result<Response> reloadDashboards(const Request &request, const Principal &caller);
    Result<void> reload();

    ProvisioningTurn &m_provisioning;
};

} // namespace mdash
