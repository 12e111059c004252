#include "features/provisioning/provisioningroutes.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

void ProvisioningRoutes::declare(Router &router)
{
    router.add({Method::Post, "/api/admin/provisioning/datasources/reload", Access::serverAdmin(), 1_KiB, handler(this, &ProvisioningRoutes::reloadDataSources)});
    router.add({Method::Post, "/api/admin/provisioning/dashboards/reload", Access::serverAdmin(), 1_KiB, handler(this, &ProvisioningRoutes::reloadDashboards)});
}

/// Both kinds at once: their files are one set.
Result<void> ProvisioningRoutes::reload()
{
    const auto outcome = m_provisioning.run(true);
    if (!outcome)
        return tl::unexpected(outcome.error());
    switch (*outcome) {
    case ProvisioningTurn::Outcome::Applied: break;
    case ProvisioningTurn::Outcome::Busy: return fail(ErrorCode::Conflict, u"Another node is applying the provisioning files"_s, u"provisioning.busy"_s);
    case ProvisioningTurn::Outcome::Outvoted:
        return fail(ErrorCode::Conflict, u"Most nodes have other provisioning files than this one"_s, u"provisioning.outvoted"_s);
    }
    return {};
}

Result<Response> ProvisioningRoutes::reloadDataSources(const Request &, const Principal &)
{
    return reload().map([] { return Response::message("Datasources config reloaded"); });
}

Result<Response> ProvisioningRoutes::reloadDashboards(const Request &, const Principal &)
{
    return reload().map([] { return Response::message("Dashboards config reloaded"); });
}

} // namespace mdash
