#pragma once

#include "base/json.h"
#include "panels/panelview.h"
#include "panels/viewcontext.h"

#include <vector>

namespace mdash {

/// The bands of `timeRegions` that lie in the range:
/// `{"op":"time","fromDayOfWeek":1,"from":"08:00","toDayOfWeek":5,"to":"17:00", "colorMode":"blue","fill":true}`. Days
/// are 1 (Monday) to 7; a region without days comes every day. At most 500 bands.
[[nodiscard]] std::vector<view::TimeRegion> timeRegions(const JsonValue &regions, const ViewContext &context);

} // namespace mdash
