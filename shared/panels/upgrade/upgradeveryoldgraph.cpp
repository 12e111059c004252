#include "panels/upgrade/panelupgrades.h"

namespace mdash {
namespace {

/// Axes of before schema 12: formats in a list, limits in `grid`, labels at the top.
JsonTree axesOf(const JsonTree &panel)
{
    const JsonTree &grid = panel["grid"];
    const auto &formats = panel["y_formats"].elements();
    JsonTree axes = JsonTree::array();
    for (const std::string_view side : {"left", "right"}) {
        const std::size_t index = side == "left" ? 0 : 1;
        JsonTree axis = JsonTree::object({{"show", panel["y-axis"].boolean(true)}});
        axis.set("format", index < formats.size() ? formats[index] : JsonTree("short"));
        axis.set("label", panel[std::string(side) + "YAxisLabel"]);
        axis.set("min", grid[std::string(side) + "Min"]).set("max", grid[std::string(side) + "Max"]);
        axis.set("logBase", grid[std::string(side) + "LogBase"].number(1));
        axes.append(std::move(axis));
    }
    return axes;
}

/// Thresholds of before schema 13: two limits in `grid`, drawn as a line or as an area.
JsonTree thresholdsOf(const JsonTree &grid)
{
    JsonTree thresholds = JsonTree::array();
    const bool line = grid["thresholdLine"].boolean();
    const auto first = grid["threshold1"].number();
    const auto second = grid["threshold2"].number();
    const bool falling = first && second && *second < *first;
    for (const std::string key : {"threshold1", "threshold2"}) {
        if (!grid[key].number())
            continue;
        JsonTree threshold = JsonTree::object({{"value", *grid[key].number()}, {"op", falling ? "lt" : "gt"}});
        threshold.set("line", line).set("fill", !line).set("colorMode", "custom");
        threshold.set("lineColor", grid[key + "Color"]).set("fillColor", grid[key + "Color"]);
        thresholds.append(std::move(threshold));
    }
    return thresholds;
}

/// `aliasYAxis` of before schema 4 is the axis among the series' overrides since.
void takeAliasAxes(JsonTree &panel)
{
    const JsonTree axes = panel.take("aliasYAxis");
    for (const auto &[alias, axis] : axes.members())
        panel.at("seriesOverrides").append(JsonTree::object({{"alias", alias}, {"yaxis", axis}}));
}

} // namespace

void upgradeVeryOldGraph(JsonTree &panel)
{
    takeAliasAxes(panel);
    if (!panel["yaxes"].isArray())
        panel.set("yaxes", axesOf(panel));
    if (!panel["xaxis"].isObject())
        panel.set("xaxis", JsonTree::object({{"show", panel["x-axis"].boolean(true)}}));
    if (!panel["thresholds"].isArray())
        panel.set("thresholds", thresholdsOf(panel["grid"]));
}

} // namespace mdash
