#include "panels/upgrade/panelupgrades.h"

#include <array>

namespace mdash {
namespace {

/// Calls @p change with the value of the field property @p id, in the defaults and in every override.
template<class Change>
void forEachProperty(JsonTree &panel, std::string_view id, Change change)
{
    JsonTree *fieldConfig = panel.find("fieldConfig");
    if (!fieldConfig || !fieldConfig->isObject())
        return;
    if (JsonTree *defaults = fieldConfig->find("defaults")) {
        JsonTree *holder = id.starts_with("custom.") ? defaults->find("custom") : defaults;
        JsonTree *value = holder ? holder->find(id.starts_with("custom.") ? id.substr(7) : id) : nullptr;
        if (value)
            change(*value);
    }
    if (!(*fieldConfig)["overrides"].isArray())
        return;
    for (JsonTree &override : fieldConfig->at("overrides").writableElements()) {
        if (!override["properties"].isArray())
            continue;
        for (JsonTree &property : override.at("properties").writableElements()) {
            if (property["id"].text() == id && property.has("value"))
                change(*property.find("value"));
        }
    }
}

JsonTree cellOptions(std::string_view displayMode)
{
    static constexpr std::array<std::array<std::string_view, 3>, 6> table = {{
        {"gradient-gauge", "gauge", "gradient"}, {"lcd-gauge", "gauge", "lcd"}, {"basic", "gauge", "basic"},
        {"color-background", "color-background", "gradient"}, {"color-background-solid", "color-background", "basic"},
        {"json-view", "json-view", ""}}};
    for (const auto &[old, type, mode] : table) {
        if (old != displayMode)
            continue;
        JsonTree options = JsonTree::object({{"type", type}});
        return mode.empty() ? options : options.set("mode", mode);
    }
    return JsonTree::object({{"type", displayMode}});
}

} // namespace

void upgradeThresholds(JsonTree &panel)
{
    forEachProperty(panel, "thresholds", [](JsonTree &thresholds) {
        if (thresholds.isArray()) {
            JsonTree steps = std::move(thresholds);
            thresholds = JsonTree::object({{"mode", "absolute"}, {"steps", std::move(steps)}});
        }
        if (!thresholds["steps"].isArray())
            return;
        bool first = true;
        for (JsonTree &step : thresholds.at("steps").writableElements()) {
            if (first || !step["value"].number())
                step.set("value", JsonTree());
            first = false;
        }
    });
}

void upgradeLegend(JsonTree &panel)
{
    JsonTree *options = panel.find("options");
    if (!options || !options->isObject())
        return;
    if (!options->has("tooltip") && (*options)["tooltipOptions"].isObject())
        options->set("tooltip", options->take("tooltipOptions"));
    JsonTree *legend = options->find("legend");
    if (!legend || !legend->isObject() || panel["type"].text() == "heatmap")
        return;
    const bool hidden = (*legend)["displayMode"].text() == "hidden";
    legend->setDefault("showLegend", !hidden);
    if (hidden)
        legend->set("showLegend", false).set("displayMode", "list");
}

void upgradeTableCells(JsonTree &panel)
{
    if (panel["type"].text() != "table")
        return;
    JsonTree *fieldConfig = panel.find("fieldConfig");
    if (!fieldConfig || !fieldConfig->isObject())
        return;
    if (JsonTree *defaults = fieldConfig->find("defaults"); defaults && (*defaults)["custom"]["displayMode"].isString()) {
        JsonTree &custom = defaults->at("custom");
        custom.setDefault("cellOptions", cellOptions(custom["displayMode"].text()));
        custom.remove("displayMode");
    }
    if (!(*fieldConfig)["overrides"].isArray())
        return;
    for (JsonTree &override : fieldConfig->at("overrides").writableElements()) {
        if (!override["properties"].isArray())
            continue;
        for (JsonTree &property : override.at("properties").writableElements()) {
            if (property["id"].text() != "custom.displayMode" || !property["value"].isString())
                continue;
            JsonTree options = cellOptions(property["value"].text());
            property.set("id", "custom.cellOptions").set("value", std::move(options));
        }
    }
}

void upgradeTransformations(JsonTree &panel)
{
    JsonTree *transformations = panel.find("transformations");
    if (!transformations || !transformations->isArray())
        return;
    for (JsonTree &one : transformations->writableElements()) {
        if (one["id"].text() == "seriesToColumns")
            one.set("id", "joinByField").at("options").setDefault("mode", "outer");
    }
}

void mergeAfterLabels(JsonTree &panel)
{
    JsonTree *transformations = panel.find("transformations");
    if (!transformations || !transformations->isArray())
        return;
    JsonTree upgraded = JsonTree::array();
    for (JsonTree &one : transformations->writableElements()) {
        const bool splitsLabels = one["id"].text() == "labelsToFields";
        upgraded.append(std::move(one));
        if (splitsLabels)
            upgraded.append(JsonTree::object({{"id", "merge"}, {"options", JsonTree::object()}}));
    }
    *transformations = std::move(upgraded);
}

} // namespace mdash
