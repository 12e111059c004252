#pragma once

#include "base/timerange.h"
#include "panels/dashboardmodel.h"
#include "panels/scope.h"

#include <string>

namespace mdash {

/// What the built-in names of a dashboard stand for.
struct BuiltInValues
{
    TimeRange range;
    QTimeZone zone = QTimeZone::utc();
    std::string rawFrom, rawTo; // as the page's URL has them
    std::string dashboardUid, dashboardTitle;
    qint64 orgId = 0;
    std::string orgName;
    qint64 userId = 0;
    std::string userLogin, userEmail;
};

/// Names that may stand in a query: `__from __to __timezone __dashboard __org __user` with their paths. Macros of the data sources,
/// such as `__interval` and `__range`, are left to them.
void setBuiltIns(Scope &scope, const BuiltInValues &values);

/// Names that only make sense in what people see: `__interval __interval_ms __range __range_s __range_ms`, and for links
/// `__url_time_range` and `__all_variables`. @p scope must not move afterwards.
void setDisplayBuiltIns(Scope &scope, const BuiltInValues &values, Millis interval);

/// `var-job=api&var-host=$__all` with every variable in @p scope.
[[nodiscard]] std::string variablesQuery(const Scope &scope);

/// Address of a link with its variables replaced, and time range and variables added as it asks.
/// Values after the `?` are percent-encoded.
[[nodiscard]] std::string linkAddress(const LinkModel &link, const Scope &scope, const BuiltInValues &values);

} // namespace mdash
