#include "panels/upgrade/fieldconfigtree.h"
#include "panels/upgrade/graphparts.h"
#include "panels/upgrade/panelupgrades.h"

namespace mdash {
namespace {

JsonTree reduceOptions(std::string_view calc)
{
    return JsonTree::object({{"calcs", JsonTree::array({calc})}, {"fields", ""}, {"values", false}});
}

JsonTree pieLegend(const JsonTree &panel)
{
    const JsonTree &old = panel["legend"];
    const std::string_view place = panel["legendType"].text("Under graph");
    JsonTree values = JsonTree::array();
    if (old["values"].boolean())
        values.append("value");
    if (old["percentage"].boolean())
        values.append("percent");
    JsonTree legend = JsonTree::object({{"showLegend", old["show"].boolean(true) && place != "On graph"}});
    legend.set("displayMode", values.elements().empty() ? "list" : "table");
    legend.set("placement", place == "Right side" ? "right" : "bottom").set("values", std::move(values));
    return legend;
}

JsonTree buckets(const JsonTree &size, const JsonTree &number)
{
    if (size.truthy())
        return JsonTree::object({{"mode", "size"}, {"value", size.isString() ? size : JsonTree(size.json())}});
    if (number.truthy())
        return JsonTree::object({{"mode", "count"}, {"value", number.isString() ? number : JsonTree(number.json())}});
    return JsonTree::object({{"mode", "size"}});
}

JsonTree heatmapColour(const JsonTree &old)
{
    std::string_view scheme = old["colorScheme"].text("interpolateOranges");
    if (scheme.starts_with("interpolate"))
        scheme.remove_prefix(11);
    const bool opacity = old["mode"].text() == "opacity";
    JsonTree colour = JsonTree::object({{"mode", opacity ? "opacity" : "scheme"}, {"scheme", scheme}, {"steps", 128}});
    colour.set("scale", old["colorScale"].text() == "linear" ? "linear" : "exponential").set("exponent", old["exponent"].number(0.5));
    if (old["cardColor"].truthy())
        colour.set("fill", old["cardColor"]);
    for (const std::string_view end : {"min", "max"}) {
        if (const auto value = old[end].number())
            colour.set(end, *value);
    }
    return colour;
}

JsonTree heatmapAxis(const JsonTree &panel)
{
    const JsonTree &old = panel["yAxis"];
    JsonTree axis = JsonTree::object({{"axisPlacement", old["show"].boolean(true) ? "left" : "hidden"}});
    axis.set("reverse", panel["reverseYBuckets"].boolean());
    if (old["format"].truthy())
        axis.set("unit", old["format"]);
    for (const std::string_view key : {"decimals", "min", "max"}) {
        if (const auto value = old[key].number())
            axis.set(key, *value);
    }
    return axis;
}

} // namespace

void upgradeOldHeatmap(JsonTree &panel)
{
    const bool calculate = panel["dataFormat"].text() != "tsbuckets";
    JsonTree options = JsonTree::object({{"calculate", calculate}});
    JsonTree yBuckets = buckets(panel["yBucketSize"], panel["yBucketNumber"]);
    if (const double base = panel["yAxis"]["logBase"].number(1); base > 1)
        yBuckets.set("scale", JsonTree::object({{"type", "log"}, {"log", base}}));
    JsonTree calculation = JsonTree::object({{"xBuckets", buckets(panel["xBucketSize"], panel["xBucketNumber"])}});
    options.set("calculation", std::move(calculation.set("yBuckets", std::move(yBuckets))));
    options.set("color", heatmapColour(panel["color"])).set("yAxis", heatmapAxis(panel));
    options.set("cellGap", panel["cards"]["cardPadding"].number(1));
    if (panel["hideZeroBuckets"].boolean())
        options.set("filterValues", JsonTree::object({{"le", 1e-9}}));
    const std::string_view bound = panel["yBucketBound"].text("auto");
    options.set("rowsFrame", JsonTree::object({{"layout", bound == "upper" ? "le" : bound == "lower" ? "ge" : "auto"}}));
    options.set("legend", JsonTree::object({{"show", panel["legend"]["show"].boolean()}}));
    options.set("tooltip", JsonTree::object({{"show", panel["tooltip"]["show"].boolean(true)}}));
    if (const auto decimals = panel["tooltipDecimals"].number())
        options.set("cellValues", JsonTree::object({{"decimals", *decimals}}));
    panel.set("options", std::move(options)).set("fieldConfig", FieldConfigTree().take());
}

void upgradeOldPie(JsonTree &panel)
{
    FieldConfigTree fields;
    fields.set("unit", panel["format"]).set("color", JsonTree::object({{"mode", "palette-classic"}}));
    if (const auto decimals = panel["decimals"].number())
        fields.set("decimals", *decimals);
    addAliasColours(panel, fields);
    JsonTree options = JsonTree::object({{"pieType", panel["pieType"].text() == "donut" ? "donut" : "pie"}});
    options.set("reduceOptions", reduceOptions(reducerName(panel["valueName"].text("current")))).set("legend", pieLegend(panel));
    const bool onGraph = panel["legendType"].text() == "On graph";
    options.set("displayLabels", onGraph ? JsonTree::array({"name"}) : JsonTree::array());
    panel.set("type", "piechart").set("options", std::move(options)).set("fieldConfig", fields.take());
}

void upgradeDiscrete(JsonTree &panel)
{
    JsonTree mappings = mappingsFromMaps(panel);
    JsonTree coloured = JsonTree::object();
    int index = 0;
    for (const JsonTree &colour : panel["colorMaps"].elements()) {
        if (colour["text"].isString())
            coloured.set(colour["text"].text(), JsonTree::object({{"color", colour["color"]}, {"index", index++}}));
    }
    // The old panel coloured the text that a mapping had made.
    for (JsonTree &mapping : mappings.writableElements()) {
        if (mapping["type"].text() != "value")
            continue;
        for (auto &[value, result] : mapping.at("options").writableMembers()) {
            if (const JsonTree colour = coloured[result["text"].text()]["color"]; colour.isString())
                result.set("color", colour);
        }
    }
    if (!coloured.members().empty())
        mappings.append(JsonTree::object({{"type", "value"}, {"options", std::move(coloured)}}));
    FieldConfigTree fields;
    fields.set("mappings", std::move(mappings)).set("custom.fillOpacity", 90);
    if (panel["units"].truthy())
        fields.set("unit", panel["units"]);
    JsonTree options = JsonTree::object({{"mergeValues", true}, {"showValue", "auto"}, {"alignValue", "left"}, {"rowHeight", 0.9}});
    options.set("legend", JsonTree::object({{"showLegend", panel["showLegend"].boolean(true)}, {"displayMode", "list"}, {"placement", "bottom"}}));
    panel.set("type", "state-timeline").set("options", std::move(options)).set("fieldConfig", fields.take());
}

void upgradePolystat(JsonTree &panel)
{
    // Settings stand at the top in old versions, in the options in new ones, with the same names.
    const JsonTree settings = panel["options"].has("globalUnitFormat") ? panel["options"] : panel["polystat"].isObject() ? panel["polystat"] : panel;
    FieldConfigTree fields(panel["fieldConfig"]);
    fields.set("unit", settings["globalUnitFormat"]).set("color", JsonTree::object({{"mode", "thresholds"}}));
    if (const auto decimals = settings["globalDecimals"].number())
        fields.set("decimals", *decimals);
    std::vector<double> limits;
    std::vector<std::string> colours = {std::string(settings["globalFillColor"].text("green"))};
    for (const JsonTree &threshold : settings[settings.has("globalThresholdsConfig") ? "globalThresholdsConfig" : "globalThresholds"].elements()) {
        limits.push_back(threshold["value"].number(0));
        colours.emplace_back(threshold["color"].text("red"));
    }
    fields.set("thresholds", thresholdSteps(limits, colours));
    JsonTree options = JsonTree::object({{"colorMode", "background"}, {"graphMode", "none"}, {"textMode", "value_and_name"}});
    options.set("reduceOptions", reduceOptions(reducerName(settings[settings.has("globalOperator") ? "globalOperator" : "globalOperatorName"].text("mean"))));
    panel.set("type", "stat").set("options", std::move(options)).set("fieldConfig", fields.take());
}

void upgradeOldText(JsonTree &panel)
{
    JsonTree options = panel.take("options");
    options.set("mode", panel["mode"].text("markdown")).set("content", panel["content"].text());
    panel.set("type", "text").set("options", std::move(options));
}

} // namespace mdash
