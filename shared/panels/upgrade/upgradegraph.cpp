#include "panels/upgrade/fieldconfigtree.h"
#include "panels/upgrade/graphparts.h"
#include "panels/upgrade/panelupgrades.h"

#include <algorithm>

namespace mdash {
namespace {

/// The settings of an old y axis as properties of the fields that belong to it.
FieldProperties axisProperties(const JsonTree &axis)
{
    FieldProperties properties;
    const auto add = [&properties](std::string_view id, JsonTree value) {
        if (!value.isNull())
            properties.emplace_back(id, std::move(value));
    };
    const auto numberOf = [](const JsonTree &value) { return value.number() ? JsonTree(*value.number()) : JsonTree(); };
    if (axis["format"].truthy())
        add("unit", axis["format"]);
    if (axis["label"].truthy())
        add("custom.axisLabel", axis["label"]);
    add("decimals", numberOf(axis["decimals"]));
    add("min", numberOf(axis["min"]));
    add("max", numberOf(axis["max"]));
    if (const double base = axis["logBase"].number(1); base > 1)
        add("custom.scaleDistribution", JsonTree::object({{"type", "log"}, {"log", base}}));
    if (axis["show"].isBool() && !axis["show"].boolean())
        add("custom.axisPlacement", "hidden");
    return properties;
}

void setDefaults(const JsonTree &panel, FieldConfigTree &fields)
{
    const bool bars = panel["bars"].boolean();
    const bool lines = panel["lines"].boolean(true);
    fields.set("custom.drawStyle", bars ? "bars" : lines ? "line" : "points");
    fields.set("custom.lineWidth", panel["linewidth"].number(1));
    if (panel["points"].boolean()) {
        fields.set("custom.showPoints", "always");
        if (const auto radius = panel["pointradius"].number())
            fields.set("custom.pointSize", 2 + *radius * 2);
    } else {
        fields.set("custom.showPoints", !bars && !lines ? "always" : "never");
    }
    if (lines && !bars && panel["dashes"].boolean())
        fields.set("custom.lineStyle", dashesOf(panel));
    fields.set("custom.fillOpacity", bars ? 100 : panel["fill"].number(1) * 10);
    if (const double gradient = panel["fillGradient"].number(0); gradient > 0) {
        fields.set("custom.gradientMode", "opacity");
        fields.set("custom.fillOpacity", gradient * 10);
    }
    fields.set("custom.spanNulls", panel["nullPointMode"].text() == "connected");
    if (panel["nullPointMode"].text() == "null as zero")
        fields.set("custom.nullsAsZero", true);
    if (panel["steppedLine"].boolean())
        fields.set("custom.lineInterpolation", "stepAfter");
    if (panel["stack"].boolean())
        fields.set("custom.stacking", JsonTree::object({{"mode", panel["percentage"].boolean() ? "percent" : "normal"}, {"group", "A"}}));
}

/// Lines and areas at fixed values. Ascending; `gt` colours what is above, `lt` what is below.
void setThresholds(const JsonTree &panel, FieldConfigTree &fields)
{
    std::vector<JsonTree> old = panel["thresholds"].elements();
    std::erase_if(old, [](const JsonTree &one) { return !one["value"].number() || !one["visible"].boolean(true); });
    if (old.empty())
        return;
    std::stable_sort(old.begin(), old.end(), [](const JsonTree &a, const JsonTree &b) { return a["value"].number(0) < b["value"].number(0); });
    bool line = false;
    bool fill = false;
    std::vector<double> limits;
    std::vector<std::string> colours = {"transparent"};
    for (const JsonTree &threshold : old) {
        line = line || threshold["line"].boolean();
        fill = fill || threshold["fill"].boolean();
        const std::string colour = thresholdColour(threshold);
        if (limits.empty() || limits.back() != threshold["value"].number(0)) {
            limits.push_back(threshold["value"].number(0));
            colours.emplace_back("transparent");
        }
        const bool below = threshold["op"].text() == "lt";
        colours[colours.size() - (below ? 2 : 1)] = colour;
    }
    if (!line && !fill)
        return;
    fields.set("thresholds", thresholdSteps(limits, colours));
    fields.set("custom.thresholdsStyle", JsonTree::object({{"mode", line && fill ? "line+area" : line ? "line" : "area"}}));
}

JsonTree legendOf(const JsonTree &panel)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> columns = {
        {{"min", "Min"}, {"max", "Max"}, {"avg", "Mean"}, {"current", "Last *"}, {"total", "Total"}}};
    const JsonTree &old = panel["legend"];
    JsonTree legend = JsonTree::object();
    legend.set("showLegend", old["show"].boolean(true));
    legend.set("displayMode", old["alignAsTable"].boolean() ? "table" : "list");
    legend.set("placement", old["rightSide"].boolean() ? "right" : "bottom");
    JsonTree calcs = JsonTree::array();
    for (const auto &[name, title] : columns) {
        if (old["values"].boolean() && old[name].boolean())
            calcs.append(reducerName(name));
        if (old["sort"].text() == name)
            legend.set("sortBy", title).set("sortDesc", old["sortDesc"].boolean());
    }
    legend.set("calcs", std::move(calcs));
    for (const std::string_view flag : {"hideEmpty", "hideZero"}) {
        if (old[flag].boolean())
            legend.set(flag, true);
    }
    if (const auto width = old["sideWidth"].number(); width && *width > 0)
        legend.set("width", *width);
    return legend;
}

JsonTree tooltipOf(const JsonTree &panel)
{
    const auto sort = panel["tooltip"]["sort"].integer();
    return JsonTree::object({{"mode", panel["tooltip"]["shared"].boolean(true) ? "multi" : "single"},
                             {"sort", sort == 1 ? "asc" : sort == 2 ? "desc" : "none"}});
}

void becomeBarsOfSeries(JsonTree &panel, FieldConfigTree &fields)
{
    const auto &values = panel["xaxis"]["values"].elements();
    const std::string_view reducer = values.empty() ? "mean" : reducerName(values.front().text("avg"));
    JsonTree options = JsonTree::object({{"displayMode", "basic"}, {"orientation", "vertical"}, {"showUnfilled", false}});
    options.set("reduceOptions", JsonTree::object({{"calcs", JsonTree::array({reducer})}, {"fields", ""}, {"values", false}}));
    fields.set("color", JsonTree::object({{"mode", "palette-classic"}}));
    panel.set("type", "bargauge").set("options", std::move(options));
}

void becomeHistogram(JsonTree &panel)
{
    JsonTree options = JsonTree::object({{"combine", false}});
    if (const auto buckets = panel["xaxis"]["buckets"].number())
        options.set("bucketCount", *buckets);
    options.set("legend", legendOf(panel)).set("tooltip", tooltipOf(panel));
    panel.set("type", "histogram").set("options", std::move(options));
}

void becomeTimeseries(JsonTree &panel)
{
    JsonTree options = JsonTree::object({{"legend", legendOf(panel)}, {"tooltip", tooltipOf(panel)}});
    if (!panel["timeRegions"].elements().empty())
        options.set("timeRegions", panel["timeRegions"]);
    panel.set("type", "timeseries").set("options", std::move(options));
}

} // namespace

void upgradeGraph(JsonTree &panel)
{
    const auto &axes = panel["yaxes"].elements();
    const FieldProperties left = axes.empty() ? FieldProperties{} : axisProperties(axes[0]);
    const FieldProperties right = axes.size() < 2 ? FieldProperties{} : axisProperties(axes[1]);

    FieldConfigTree fields;
    for (const auto &[id, value] : left)
        fields.set(id, value);
    setDefaults(panel, fields);
    if (const auto decimals = panel["decimals"].number(); decimals && fields.defaults()["decimals"].isNull())
        fields.set("decimals", *decimals);
    setThresholds(panel, fields);
    if (const JsonTree &links = panel["options"]["dataLinks"]; !links.elements().empty())
        fields.set("links", links);
    addAliasColours(panel, fields);
    addSeriesOverrides(panel, left, right, fields);
    if (panel["xaxis"]["show"].isBool() && !panel["xaxis"]["show"].boolean())
        fields.addOverride("byType", "time", "custom.axisPlacement", "hidden");

    const std::string_view mode = panel["xaxis"]["mode"].text();
    if (mode == "series")
        becomeBarsOfSeries(panel, fields);
    else if (mode == "histogram")
        becomeHistogram(panel);
    else
        becomeTimeseries(panel);
    panel.set("fieldConfig", fields.take());
}

} // namespace mdash
