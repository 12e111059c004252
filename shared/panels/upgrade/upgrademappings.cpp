#include "panels/upgrade/panelupgrades.h"

namespace mdash {
namespace {

/// `{"text":…,"color":…}` as far as the old mapping says.
JsonTree resultOf(const JsonTree &old, int index)
{
    JsonTree result = JsonTree::object({{"text", old["text"]}});
    if (old["color"].isString())
        result.set("color", old["color"]);
    result.set("index", index);
    return result;
}

std::string keyOf(const JsonTree &value)
{
    return value.isString() ? std::string(value.text()) : value.json();
}

void appendSpecial(JsonTree &mappings, std::string_view match, JsonTree result)
{
    JsonTree options = JsonTree::object({{"match", match}, {"result", std::move(result)}});
    mappings.append(JsonTree::object({{"type", "special"}, {"options", std::move(options)}}));
}

void appendRange(JsonTree &mappings, const JsonTree &old, int index)
{
    if (old["from"].text() == "null" && old["to"].text() == "null") {
        appendSpecial(mappings, "null", resultOf(old, index));
        return;
    }
    const auto bound = [](const JsonTree &value) { return value.number() ? JsonTree(*value.number()) : JsonTree(); };
    JsonTree options = JsonTree::object({{"from", bound(old["from"])}, {"to", bound(old["to"])}});
    options.set("result", resultOf(old, index));
    mappings.append(JsonTree::object({{"type", "range"}, {"options", std::move(options)}}));
}

bool isCurrent(const JsonTree &mapping)
{
    return mapping["type"].isString() && mapping["options"].isObject();
}

JsonTree upgradedMappings(const JsonTree &mappings)
{
    JsonTree current = JsonTree::array();
    JsonTree old = JsonTree::array();
    for (const JsonTree &mapping : mappings.elements())
        (isCurrent(mapping) ? current : old).append(mapping);
    JsonTree upgraded = mappingsFromOld(old);
    for (JsonTree &mapping : upgraded.writableElements())
        current.append(std::move(mapping));
    return current;
}

} // namespace

JsonTree mappingsFromOld(const JsonTree &old)
{
    JsonTree values = JsonTree::object();
    JsonTree rest = JsonTree::array();
    int index = 0;
    for (const JsonTree &mapping : old.elements()) {
        if (!mapping.isObject())
            continue;
        const bool isRange = mapping["type"].integer() == 2 || (!mapping.has("value") && mapping.has("from"));
        if (isRange)
            appendRange(rest, mapping, index);
        else if (keyOf(mapping["value"]) == "null")
            appendSpecial(rest, "null", resultOf(mapping, index));
        else
            values.set(keyOf(mapping["value"]), resultOf(mapping, index));
        ++index;
    }
    JsonTree mappings = JsonTree::array();
    if (!values.members().empty())
        mappings.append(JsonTree::object({{"type", "value"}, {"options", std::move(values)}}));
    for (JsonTree &mapping : rest.writableElements())
        mappings.append(std::move(mapping));
    return mappings;
}

JsonTree mappingsFromMaps(const JsonTree &panel)
{
    const bool ranges = panel["mappingType"].integer(1) == 2;
    return mappingsFromOld(panel[ranges ? "rangeMaps" : "valueMaps"]);
}

void upgradeMappings(JsonTree &panel)
{
    JsonTree *fieldConfig = panel.find("fieldConfig");
    if (!fieldConfig)
        return;
    if (JsonTree *defaults = fieldConfig->find("defaults"); defaults && defaults->has("mappings"))
        defaults->set("mappings", upgradedMappings((*defaults)["mappings"]));
    if (!(*fieldConfig)["overrides"].isArray())
        return;
    for (JsonTree &override : fieldConfig->at("overrides").writableElements()) {
        if (!override["properties"].isArray())
            continue;
        for (JsonTree &property : override.at("properties").writableElements()) {
            if (property["id"].text() == "mappings")
                property.set("value", upgradedMappings(property["value"]));
        }
    }
}

} // namespace mdash
