#include "panels/upgrade/fieldconfigtree.h"
#include "panels/upgrade/panelupgrades.h"

#include <cctype>

namespace mdash {
namespace {

JsonTree transformation(std::string_view id, JsonTree options = JsonTree::object())
{
    return JsonTree::object({{"id", id}, {"options", std::move(options)}});
}

/// What the old `transform` did to the frames, in today's transformations.
JsonTree transformationsOf(const JsonTree &panel)
{
    const std::string_view old = panel["transform"].text();
    if (old == "timeseries_to_rows")
        return JsonTree::array({transformation("seriesToRows")});
    if (old == "timeseries_to_columns")
        return JsonTree::array({transformation("joinByField", JsonTree::object({{"byField", "Time"}, {"mode", "outer"}}))});
    if (old == "table")
        return JsonTree::array({transformation("merge")});
    if (old != "timeseries_aggregations")
        return JsonTree::array();
    JsonTree reducers = JsonTree::array();
    for (const JsonTree &column : panel["columns"].elements())
        reducers.append(reducerName(column["value"].text("avg")));
    return JsonTree::array({transformation("reduce", JsonTree::object({{"reducers", std::move(reducers)}, {"mode", "seriesToRows"}}))});
}

/// Old link macros: `$__cell` is the cell, `$__cell_2` and `$__cell_name` another of its row.
std::string upgradedCellMacros(std::string_view url)
{
    static constexpr std::string_view macro = "__cell";
    std::string out;
    for (std::size_t at = 0; at < url.size();) {
        const bool braced = url.substr(at).starts_with("${__cell");
        if (!braced && !url.substr(at).starts_with("$__cell")) {
            out += url[at++];
            continue;
        }
        std::size_t end = at + (braced ? 2 : 1) + macro.size();
        const std::size_t nameBegin = end;
        while (end < url.size() && (std::isalnum(static_cast<unsigned char>(url[end])) || url[end] == '_'))
            ++end;
        std::string_view name = url.substr(nameBegin, end - nameBegin);
        const std::size_t formatBegin = end;
        if (braced)
            end = std::min(url.find('}', end), url.size());
        const std::string format(url.substr(formatBegin, end - formatBegin));
        at = braced ? std::min(end + 1, url.size()) : end;
        if (name.starts_with('_'))
            name.remove_prefix(1);
        const bool isIndex = !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos;
        out += name.empty() ? "${__value.text" : isIndex ? "${__data.fields[" + std::string(name) + "]" : "${__data.fields." + std::string(name);
        out += format + "}";
    }
    return out;
}

JsonTree linksOf(const JsonTree &style)
{
    JsonTree link = JsonTree::object({{"title", upgradedCellMacros(style["linkTooltip"].text())}});
    link.set("url", upgradedCellMacros(style["linkUrl"].text())).set("targetBlank", style["linkTargetBlank"].boolean());
    return JsonTree::array({std::move(link)});
}

JsonTree cellOptions(std::string_view colourMode)
{
    if (colourMode == "value")
        return JsonTree::object({{"type", "color-text"}});
    return JsonTree::object({{"type", "color-background"}, {"mode", "basic"}});
}

std::vector<std::string> coloursOf(const JsonTree &style)
{
    std::vector<std::string> colours;
    for (const JsonTree &colour : style["colors"].elements())
        colours.emplace_back(colour.text("green"));
    return colours;
}

void addNumberStyle(const JsonTree &style, FieldProperties &properties)
{
    if (style["unit"].truthy())
        properties.emplace_back("unit", style["unit"]);
    if (const auto decimals = style["decimals"].number())
        properties.emplace_back("decimals", *decimals);
    if (const std::string_view mode = style["colorMode"].text(); !mode.empty()) {
        properties.emplace_back("custom.cellOptions", cellOptions(mode));
        properties.emplace_back("thresholds", thresholdSteps(limitsOf(style["thresholds"]), coloursOf(style)));
        properties.emplace_back("color", JsonTree::object({{"mode", "thresholds"}}));
    }
}

FieldProperties propertiesOf(const JsonTree &style)
{
    FieldProperties properties;
    const std::string_view type = style["type"].text();
    if (style["alias"].truthy())
        properties.emplace_back("displayName", style["alias"]);
    if (type == "hidden")
        properties.emplace_back("custom.hidden", true);
    if (type == "date")
        properties.emplace_back("unit", "time: " + std::string(style["dateFormat"].text("YYYY-MM-DD HH:mm:ss")));
    if (type == "number")
        addNumberStyle(style, properties);
    if (JsonTree mappings = mappingsFromMaps(style); type == "string" && !mappings.elements().empty())
        properties.emplace_back("mappings", std::move(mappings));
    if (const std::string_view align = style["align"].text(); !align.empty() && align != "auto")
        properties.emplace_back("custom.align", align);
    if (style["link"].boolean() && style["linkUrl"].truthy())
        properties.emplace_back("links", linksOf(style));
    return properties;
}

/// The old panel sorted by the number of a column, which only the data can turn into a name.
JsonTree sortOf(const JsonTree &panel)
{
    const auto column = panel["sort"]["col"].number();
    if (!column)
        return JsonTree::array();
    return JsonTree::array({JsonTree::object({{"column", *column}, {"desc", panel["sort"]["desc"].boolean()}})});
}

} // namespace

void upgradeOldTable(JsonTree &panel)
{
    FieldConfigTree fields;
    fields.set("custom.filterable", false);
    for (const JsonTree &style : panel["styles"].elements()) {
        const std::string_view pattern = style["pattern"].text();
        if (pattern == "/.*/") {
            for (auto &[id, value] : propertiesOf(style))
                fields.set(id, std::move(value));
        } else if (!pattern.empty()) {
            fields.addOverride(seriesMatcher(pattern), pattern, propertiesOf(style));
        }
    }
    JsonTree transformations = transformationsOf(panel);
    for (const JsonTree &later : panel["transformations"].elements())
        transformations.append(later);
    JsonTree options = JsonTree::object({{"showHeader", panel["showHeader"].boolean(true)}, {"sortBy", sortOf(panel)}});
    if (panel["pageSize"].truthy())
        options.set("footer", JsonTree::object({{"show", false}, {"enablePagination", true}}));
    panel.set("options", std::move(options)).set("transformations", std::move(transformations));
    panel.set("fieldConfig", fields.take()).set("type", "table");
}

} // namespace mdash
