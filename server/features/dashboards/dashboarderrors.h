#pragma once

#include "base/error.h"

namespace mdash {

/// The refusals of http-api §3.2 with the `status` member that clients branch on.
[[nodiscard]] tl::unexpected<Error> dashboardNotFound();
[[nodiscard]] tl::unexpected<Error> unknownDashboardId();
[[nodiscard]] tl::unexpected<Error> dashboardTitleEmpty();
[[nodiscard]] tl::unexpected<Error> dashboardTitleOfFolder();
[[nodiscard]] tl::unexpected<Error> dashboardTitleTaken();
[[nodiscard]] tl::unexpected<Error> dashboardVersionMismatch();

} // namespace mdash
