#include "panels/viewlegend.h"

#include "frames/reducers.h"
#include "panels/fieldoptions.h"

#include <cmath>

namespace mdash {
namespace {

/// `sortBy` names a column by its title ("Max"), by its reducer, or is "Name".
std::string sortColumn(const view::Legend &legend, std::string_view sortBy)
{
    for (const auto &[id, title] : legend.columns) {
        if (sortBy == title || sortBy == id)
            return id;
    }
    return sortBy == "Name" || sortBy == "name" ? "name" : "";
}

} // namespace

view::Legend readLegend(const JsonValue &json)
{
    view::Legend legend;
    const std::string_view mode = json["displayMode"].string("list");
    legend.shown = json["showLegend"].boolean(true) && mode != "hidden" && mode != "none";
    legend.mode = mode == "table" ? "table" : "list";
    legend.placement = json["placement"].string() == "right" ? "right" : "bottom";
    for (const JsonValue &calc : json["calcs"].elements()) {
        if (isReducer(calc.string()))
            legend.columns.push_back({std::string(calc.string()), reducerTitle(calc.string())});
    }
    legend.sortBy = sortColumn(legend, json["sortBy"].string());
    legend.sortDesc = json["sortDesc"].boolean();
    legend.width = numberIn(json["width"]);
    return legend;
}

LegendValues legendValues(const view::Legend &legend, const Column &values, const ValueDisplay &display)
{
    LegendValues shown;
    Reduction reduction(values);
    for (const auto &[id, title] : legend.columns) {
        const Reduced reduced = reduction.value(id);
        const bool isCount = id == "count" || id == "countAll" || id == "changeCount" || id == "distinctCount";
        const bool isPercent = id == "diffperc";
        shown.numbers.push_back(reduction.number(id).value_or(std::nan("")));
        if (isCount)
            shown.texts.push_back(ValueFormat("none", 0).format(shown.numbers.back()).joined());
        else if (isPercent && !std::isnan(shown.numbers.back()))
            shown.texts.push_back(ValueFormat("percent", {}).format(shown.numbers.back()).joined());
        else
            shown.texts.push_back(display.show(reduced).joined());
    }
    return shown;
}

view::Tooltip readTooltip(const JsonValue &json)
{
    view::Tooltip tooltip;
    const std::string_view mode = json["mode"].string("single");
    const std::string_view sort = json["sort"].string("none");
    tooltip.mode = mode == "multi" || mode == "none" ? mode : "single";
    tooltip.sort = sort == "asc" || sort == "desc" ? sort : "none";
    return tooltip;
}

} // namespace mdash
