#include "panels/upgrade/graphparts.h"

#include <algorithm>

namespace mdash {
namespace {

JsonTree valueOf(const FieldProperties &properties, std::string_view id)
{
    const auto found = std::find_if(properties.begin(), properties.end(), [id](const auto &one) { return one.first == id; });
    return found == properties.end() ? JsonTree() : found->second;
}

FieldProperties rightAxis(const FieldProperties &left, const FieldProperties &right)
{
    FieldProperties properties = {{"custom.axisPlacement", "right"}};
    for (const std::string_view id : {"unit", "custom.axisLabel", "decimals", "min", "max", "custom.scaleDistribution"}) {
        JsonTree wanted = valueOf(right, id);
        if (wanted != valueOf(left, id))
            properties.emplace_back(id, std::move(wanted));
    }
    if (valueOf(right, "custom.axisPlacement").text() == "hidden")
        properties.front().second = "hidden";
    return properties;
}

JsonTree stacking(const JsonTree &value)
{
    const bool on = value.isString() ? value.text() != "false" : value.boolean();
    return JsonTree::object({{"mode", on ? "normal" : "none"}, {"group", value.isString() ? value : JsonTree("A")}});
}

JsonTree hiddenFrom(bool legend, bool tooltip, bool drawing)
{
    return JsonTree::object({{"legend", legend}, {"tooltip", tooltip}, {"viz", drawing}});
}

/// Of one series: lines, bars and points together say how it is drawn.
void addDrawStyle(const JsonTree &old, FieldProperties &properties)
{
    if (old["bars"].boolean()) {
        properties.emplace_back("custom.drawStyle", "bars");
        properties.emplace_back("custom.fillOpacity", 100);
    } else if (old["lines"].boolean()) {
        properties.emplace_back("custom.drawStyle", "line");
    } else if (old["lines"].isBool() && old["points"].boolean()) {
        properties.emplace_back("custom.drawStyle", "points");
    } else if (old["lines"].isBool()) {
        properties.emplace_back("custom.lineWidth", 0);
        if (!old.has("fill") && !old.has("fillBelowTo"))
            properties.emplace_back("custom.fillOpacity", 0);
    }
    if (old["points"].isBool() && old["lines"].boolean(true))
        properties.emplace_back("custom.showPoints", old["points"].boolean() ? "always" : "never");
}

void addStyle(const JsonTree &old, FieldProperties &properties)
{
    const auto add = [&](std::string_view key, std::string_view id, auto convert) {
        if (old.has(key) && !old[key].isNull())
            properties.emplace_back(id, JsonTree(convert(old[key])));
    };
    const auto same = [](const JsonTree &value) { return value; };
    add("color", "color", [](const JsonTree &value) { return fixedColour(value.text()); });
    add("fill", "custom.fillOpacity", [](const JsonTree &value) { return value.number(0) * 10; });
    add("fillBelowTo", "custom.fillBelowTo", same);
    add("fillGradient", "custom.gradientMode", [](const JsonTree &value) { return value.number(0) > 0 ? "opacity" : "none"; });
    add("linewidth", "custom.lineWidth", [](const JsonTree &value) { return value.number(1); });
    add("lineWidth", "custom.lineWidth", [](const JsonTree &value) { return value.number(1); });
    add("pointradius", "custom.pointSize", [](const JsonTree &value) { return 2 + value.number(0) * 2; });
    add("stack", "custom.stacking", stacking);
    add("transform", "custom.transform", same);
    add("steppedLine", "custom.lineInterpolation", [](const JsonTree &value) { return value.boolean() ? "stepAfter" : "linear"; });
    add("nullPointMode", "custom.spanNulls", [](const JsonTree &value) { return value.text() == "connected"; });
    if (old["dashes"].boolean())
        properties.emplace_back("custom.lineStyle", dashesOf(old));
    const bool fromLegend = old["legend"].isBool() && !old["legend"].boolean();
    if (fromLegend || old["hideTooltip"].boolean() || old["hiddenSeries"].boolean())
        properties.emplace_back("custom.hideFrom", hiddenFrom(fromLegend, old["hideTooltip"].boolean(), old["hiddenSeries"].boolean()));
}

} // namespace

JsonTree dashesOf(const JsonTree &settings)
{
    JsonTree lengths = JsonTree::array({settings["dashLength"].number(10), settings["spaceLength"].number(10)});
    return JsonTree::object({{"fill", "dash"}, {"dash", std::move(lengths)}});
}

std::string thresholdColour(const JsonTree &threshold)
{
    const std::string_view mode = threshold["colorMode"].text("critical");
    if (mode == "custom")
        return std::string(threshold[threshold["fill"].boolean() ? "fillColor" : "lineColor"].text("red"));
    return mode == "ok" ? "green" : mode == "warning" ? "orange" : "red";
}

void addAliasColours(const JsonTree &panel, FieldConfigTree &fields)
{
    for (const auto &[alias, colour] : panel["aliasColors"].members()) {
        if (colour.isString())
            fields.addOverride("byName", alias, "color", fixedColour(colour.text()));
    }
}

void addSeriesOverrides(const JsonTree &panel, const FieldProperties &left, const FieldProperties &right, FieldConfigTree &fields)
{
    for (const JsonTree &old : panel["seriesOverrides"].elements()) {
        const std::string_view alias = old["alias"].text();
        if (alias.empty())
            continue;
        FieldProperties properties;
        addDrawStyle(old, properties);
        addStyle(old, properties);
        if (old["yaxis"].integer() == 2) {
            for (auto &property : rightAxis(left, right))
                properties.push_back(std::move(property));
        }
        fields.addOverride(seriesMatcher(alias), alias, properties);
    }
}

} // namespace mdash
