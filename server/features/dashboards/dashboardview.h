#pragma once

#include "features/dashboards/dashboardbodies.h"
#include "features/dashboards/dashboardsstore.h"
#include "features/permissions/callerrights.h"

namespace mdash {

/// A dashboard as one caller sees it.
struct DashboardView
{
    DashboardRecord record;
    std::vector<FolderEntry> folders; // that hold it, root first
    Right right = Right::None;
    QString createdBy, updatedBy; // logins; empty if the user is gone
    DashboardBodies::Body body; // the stored JSON with id, uid and version
};

} // namespace mdash
