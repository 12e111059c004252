#pragma once

#include "features/dashboards/dashboardbodies.h"
#include "features/dashboards/seendashboards.h"

namespace mdash {

/// What a node remembers of dashboards.
struct DashboardMemory
{
    DashboardBodies bodies;
    SeenDashboards seen;
};

} // namespace mdash
