#pragma once

#include "base/json.h"
#include "panels/panelview.h"
#include "panels/viewvalue.h"

#include <string>
#include <vector>

namespace mdash {

/// Reads `options.legend`. Its columns are the reducers of `calcs`.
[[nodiscard]] view::Legend readLegend(const JsonValue &legend);

/// What a series says in the columns of a legend.
struct LegendValues
{
    std::vector<std::string> texts;
    view::Numbers numbers;
};
[[nodiscard]] LegendValues legendValues(const view::Legend &legend, const Column &values, const ValueDisplay &display);

[[nodiscard]] view::Tooltip readTooltip(const JsonValue &tooltip);

} // namespace mdash
