#include "panels/upgrade/fieldconfigtree.h"
#include "panels/upgrade/panelupgrades.h"

namespace mdash {
namespace {

JsonTree reduceOptions(std::string_view calc, std::string fields = {})
{
    return JsonTree::object({{"calcs", JsonTree::array({calc})}, {"fields", std::move(fields)}, {"values", false}});
}

/// Plain text as a regular expression that matches just it.
std::string exactly(std::string_view name)
{
    std::string pattern = "/^";
    for (const char c : name) {
        if (std::string_view("\\^$*+?.()|[]{}/").find(c) != std::string_view::npos)
            pattern += '\\';
        pattern += c;
    }
    return pattern + "$/";
}

bool hasTableTarget(const JsonTree &panel)
{
    const auto &targets = panel["targets"].elements();
    return std::any_of(targets.begin(), targets.end(), [](const JsonTree &target) { return target["format"].text() == "table"; });
}

std::vector<std::string> singlestatColours(const JsonTree &panel)
{
    std::vector<std::string> colours;
    for (const JsonTree &colour : panel["colors"].elements())
        colours.emplace_back(colour.text("green"));
    return colours.empty() ? std::vector<std::string>{"green", "orange", "red"} : colours;
}

void setGauge(const JsonTree &old, FieldConfigTree &fields, JsonTree &options)
{
    fields.set("min", old["minValue"].number(0));
    fields.set("max", old["maxValue"].number(100));
    options.set("showThresholdLabels", old["thresholdLabels"].boolean());
    options.set("showThresholdMarkers", old["thresholdMarkers"].boolean(true));
}

void setStat(const JsonTree &panel, JsonTree &options)
{
    const bool background = panel["colorBackground"].boolean();
    options.set("colorMode", background ? "background" : panel["colorValue"].boolean() ? "value" : "none");
    options.set("graphMode", panel["sparkline"]["show"].boolean() ? "area" : "none");
    options.set("textMode", panel["valueName"].text() == "name" ? "name" : "auto");
    options.set("justifyMode", "auto");
    for (const std::string_view affix : {"prefix", "postfix"}) {
        if (panel[affix].truthy())
            options.set(affix, panel[affix]);
    }
}

/// The shape of 6.0: `options.valueOptions`, `minValue`, `thresholds`, `valueMappings`.
void takeValueOptions(JsonTree &options, FieldConfigTree &fields)
{
    const JsonTree old = options.take("valueOptions");
    fields.set("unit", old["unit"]).set("decimals", old["decimals"]);
    fields.set("min", options.take("minValue")).set("max", options.take("maxValue"));
    options.set("reduceOptions", reduceOptions(reducerName(old["stat"].text("lastNotNull"))));
    if (options["thresholds"].isArray())
        fields.set("thresholds", JsonTree::object({{"mode", "absolute"}, {"steps", options.take("thresholds")}}));
    if (options["valueMappings"].isArray())
        fields.set("mappings", mappingsFromOld(options.take("valueMappings")));
}

/// The shape of 6.x: `options.fieldOptions` with defaults of its own.
void takeFieldOptions(JsonTree &options, FieldConfigTree &fields)
{
    const JsonTree old = options.take("fieldOptions");
    const JsonTree &calcs = old["calcs"];
    JsonTree reduce = reduceOptions("lastNotNull");
    if (!calcs.elements().empty())
        reduce.set("calcs", JsonTree::array({reducerName(calcs.elements().front().text("lastNotNull"))}));
    reduce.set("values", old["values"].boolean());
    if (old["limit"].number())
        reduce.set("limit", old["limit"]);
    options.set("reduceOptions", std::move(reduce));
    for (const auto &[id, value] : old["defaults"].members()) {
        if (id == "title")
            fields.set("displayName", value);
        else if (id == "thresholds" && value.isArray())
            fields.set("thresholds", JsonTree::object({{"mode", "absolute"}, {"steps", value}}));
        else if (id == "mappings")
            fields.set("mappings", value);
        else
            fields.set(id, value);
    }
    for (const std::string_view id : {"thresholds", "mappings"}) {
        if (!fields.defaults()[id].isNull() || !old[id].isArray())
            continue;
        fields.set(id, id == "mappings" ? old[id] : JsonTree::object({{"mode", "absolute"}, {"steps", old[id]}}));
    }
}

} // namespace

void upgradeSinglestat(JsonTree &panel)
{
    const bool isGauge = panel["gauge"]["show"].boolean();
    FieldConfigTree fields;
    fields.set("unit", panel["format"]);
    if (const auto decimals = panel["decimals"].number())
        fields.set("decimals", *decimals);
    if (panel["nullText"].truthy())
        fields.set("noValue", panel["nullText"]);
    fields.set("mappings", mappingsFromMaps(panel));
    fields.set("color", JsonTree::object({{"mode", "thresholds"}}));
    const auto limits = limitsOf(panel["thresholds"]);
    const bool leading = limits.size() >= 3; // very old ones name the start of the first colour too
    fields.set("thresholds", thresholdSteps({limits.begin() + (leading ? 1 : 0), limits.end()}, singlestatColours(panel)));

    const std::string column(hasTableTarget(panel) ? panel["tableColumn"].text() : std::string_view());
    JsonTree options = JsonTree::object({{"orientation", "horizontal"}});
    options.set("reduceOptions", reduceOptions(reducerName(panel["valueName"].text("avg")), column.empty() ? "" : exactly(column)));
    if (isGauge)
        setGauge(panel["gauge"], fields, options);
    else
        setStat(panel, options);
    panel.set("type", isGauge ? "gauge" : "stat").set("options", std::move(options));
    panel.set("fieldConfig", fields.take());
}

void upgradeFieldOptions(JsonTree &panel)
{
    if (panel["options-gauge"].isObject())
        panel.set("options", panel.take("options-gauge"));
    JsonTree *options = panel.find("options");
    if (!options || (!options->has("fieldOptions") && !options->has("valueOptions")))
        return;
    FieldConfigTree fields(panel["fieldConfig"]);
    if (options->has("fieldOptions"))
        takeFieldOptions(*options, fields);
    else
        takeValueOptions(*options, fields);
    panel.set("fieldConfig", fields.take());
}

} // namespace mdash
