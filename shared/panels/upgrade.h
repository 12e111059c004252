#pragma once

#include "panels/dashboardmodel.h"

#include <string_view>

namespace mdash {

/// Reads dashboard JSON of any age: any schemaVersion, `rows[]` or `panels[]`, legacy panel types, bare or wrapped in
/// `{"dashboard":{…}}`, exported for sharing (`__inputs`, `__elements`). What is odd is repaired and, where a viewer
/// would miss it, said in `notices`. A pure function; ≤ 15 ms for the largest published dashboards.
/// Fails with InvalidInput if @p json is not a JSON object, or is a resource of the second schema.
[[nodiscard]] Result<DashboardModelPtr> upgradeDashboard(std::string_view json);

} // namespace mdash
