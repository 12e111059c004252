#pragma once

#include "panels/dashboardmodel.h"

namespace mdash {

/// Reads upgraded dashboard JSON into @p model, whose document it is.
void readModel(DashboardModel &model);

/// A data source as dashboards write it: null, a string (name, uid or variable), or an object.
[[nodiscard]] SourceRef readDataSource(const JsonValue &json);

} // namespace mdash
