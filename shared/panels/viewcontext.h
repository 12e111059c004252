#pragma once

#include "base/clock.h"
#include "base/timerange.h"
#include "frames/valueformat.h"
#include "panels/scope.h"

#include <QTimeZone>

#include <string>

namespace mdash {

/// What a view is built for: one panel instance on one page. Holds references; lives as long as the call.
struct ViewContext
{
    TimeRange range;
    QTimeZone zone = QTimeZone::utc();
    TimePoint now;
    int width = 640; // pixels of the panel
    int height = 320;
    bool inspect = false;         // all points, nothing reduced
    const Scope *scope = nullptr; // variables and built-ins; nullptr: nothing is replaced
    std::string timeInfo;         // words beside the title, such as "last 6 hours"

    [[nodiscard]] FormatContext format() const { return {zone, now}; }
    /// @p text with its variables replaced by their values as shown to people.
    [[nodiscard]] std::string replaced(std::string_view text) const;
};

} // namespace mdash
