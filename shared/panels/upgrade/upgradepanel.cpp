#include "panels/upgrade/panelupgrades.h"

#include <array>

namespace mdash {
namespace {

using Step = void (*)(JsonTree &panel);

void upgradeAnyGraph(JsonTree &panel)
{
    upgradeVeryOldGraph(panel);
    upgradeGraph(panel);
}

bool hasOldTableShape(const JsonTree &panel)
{
    return panel["styles"].isArray() || (panel["columns"].isArray() && !panel["fieldConfig"].isObject());
}

/// The step that turns a legacy panel into a current one; nullptr if it is current.
Step legacyStep(const JsonTree &panel)
{
    static constexpr std::array<std::pair<std::string_view, Step>, 9> steps = {{
        {"graph", upgradeAnyGraph}, {"singlestat", upgradeSinglestat}, {"grafana-singlestat-panel", upgradeSinglestat}, {"table-old", upgradeOldTable},
        {"grafana-piechart-panel", upgradeOldPie}, {"natel-discrete-panel", upgradeDiscrete},
        {"grafana-polystat-panel", upgradePolystat}, {"text2", upgradeOldText}, {"heatmap-old", upgradeOldHeatmap}}};
    const std::string_view type = panel["type"].text();
    for (const auto &[name, step] : steps) {
        if (name == type)
            return step;
    }
    if (type == "table" && hasOldTableShape(panel))
        return upgradeOldTable;
    if (type == "heatmap" && panel["dataFormat"].isString() && !panel["options"].has("calculate"))
        return upgradeOldHeatmap;
    if (type == "text" && panel["content"].isString() && !panel["options"].has("content"))
        return upgradeOldText;
    return nullptr;
}

/// Names that plug-ins of old versions gave to panels which are built in today.
std::string_view currentType(std::string_view type)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> names = {
        {{"text2", "text"}, {"heatmap-new", "heatmap"}, {"heatmap-old", "heatmap"}, {"table-old", "table"}}};
    for (const auto &[old, current] : names) {
        if (old == type)
            return current;
    }
    return type;
}

} // namespace

void upgradePanel(JsonTree &panel)
{
    const std::string type(panel["type"].text());
    if (type == "row")
        return;
    if (!panel.has("sourceType"))
        panel.set("sourceType", type);
    if (const Step step = legacyStep(panel))
        step(panel);
    panel.set("type", currentType(panel["type"].text()));
    for (const Step step : {upgradeFieldOptions, upgradeMappings, upgradeThresholds, upgradeLegend, upgradeTableCells, upgradeTransformations})
        step(panel);
}

} // namespace mdash
