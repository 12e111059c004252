#pragma once

#include "features/dashboards/dashboardsservice.h"

namespace mdash {

/// `{"meta":…,"dashboard":…}` of http-api §3.2; the dashboard is the stored text, untouched.
[[nodiscard]] std::string dashboardAnswer(const DashboardView &view, const Principal &caller, const QString &subUrl);
/// Answer of a save.
[[nodiscard]] std::string savedAnswer(const SavedDashboard &saved, const QString &subUrl);
/// One version, without the data unless @p data is given.
void writeVersion(JsonWriter &json, const DashboardVersion &version, const QString &uid, const std::string *data);

} // namespace mdash
