#include "panels/fieldoptionsread.h"

#include "panels/viewcolours.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace mdash {
namespace {

constexpr double lowest = -std::numeric_limits<double>::infinity();

std::vector<LinkTemplate> readLinks(const JsonValue &json)
{
    std::vector<LinkTemplate> links;
    for (const JsonValue &link : json.elements())
        links.push_back(
            {std::string(link["title"].string()), std::string(link["url"].string()), link["targetBlank"].boolean()});
    return links;
}

void readColour(ColourMode &colour, const JsonValue &json)
{
    if (json["mode"].isString())
        colour.id = json["mode"].string();
    if (json["fixedColor"].isString())
        colour.fixed = colourNamed(json["fixedColor"].string());
    if (json["seriesBy"].isString())
        colour.seriesBy = json["seriesBy"].string();
}

std::optional<int> readDecimals(const JsonValue &json)
{
    const auto number = numberIn(json);
    return number && std::abs(*number) <= 1000 ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::string readText(const JsonValue &json)
{
    return json.isString() ? std::string(json.string()) : json.isNull() ? std::string() : json.json();
}

} // namespace

std::optional<double> numberIn(const JsonValue &json)
{
    if (json.isNumber())
        return json.number();
    const std::string_view text = json.string();
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

const view::Colour &Thresholds::colourAt(double value, double ratio) const
{
    const double place = percentage ? ratio * 100 : value;
    const ThresholdStep *active = &steps.front();
    for (const ThresholdStep &step : steps) {
        if (place >= step.from)
            active = &step;
    }
    return active->colour;
}

Thresholds readThresholds(const JsonValue &json)
{
    Thresholds thresholds;
    thresholds.percentage = json["mode"].string() == "percentage";
    for (const JsonValue &step : json["steps"].elements())
        thresholds.steps.push_back(
            {numberIn(step["value"]).value_or(lowest), colourNamed(step["color"].string("green"))});
    if (!json["steps"].exists())
        thresholds.steps = {{lowest, "green"}, {80, "red"}};
    else if (thresholds.steps.empty())
        thresholds.steps = {{lowest, "green"}};
    thresholds.steps.front().from = lowest;
    std::ranges::stable_sort(thresholds.steps, {}, &ThresholdStep::from);
    return thresholds;
}

JsonValue CustomOptions::operator[](std::string_view path) const
{
    const auto descend = [](JsonValue value, std::string_view rest) {
        while (!rest.empty()) {
            const std::size_t dot = std::min(rest.find('.'), rest.size());
            value = value[rest.substr(0, dot)];
            rest.remove_prefix(std::min(dot + 1, rest.size()));
        }
        return value;
    };
    for (auto it = m_overrides.rbegin(); it != m_overrides.rend(); ++it) {
        if (it->first == path)
            return it->second;
        if (path.starts_with(it->first) && path.size() > it->first.size() && path[it->first.size()] == '.')
            return descend(it->second, path.substr(it->first.size() + 1));
    }
    return descend(m_base, path);
}

void setFieldOption(FieldOptions &options, std::string_view id, const JsonValue &value)
{
    if (id.starts_with("custom."))
        options.custom.set(id.substr(7), value);
    else if (id == "unit")
        options.unit = readText(value);
    else if (id == "decimals")
        options.decimals = readDecimals(value);
    else if (id == "min")
        options.min = numberIn(value);
    else if (id == "max")
        options.max = numberIn(value);
    else if (id == "fieldMinMax")
        options.ownRange = value.boolean();
    else if (id == "displayName")
        options.displayName = readText(value);
    else if (id == "noValue")
        options.noValue = readText(value);
    else if (id == "color")
        readColour(options.colour, value);
    else if (id == "thresholds")
        options.thresholds = readThresholds(value);
    else if (id == "mappings")
        options.mappings = ValueMappings::read(value);
    else if (id == "links")
        options.links = readLinks(value);
    else if (id == "filterable")
        options.custom.set("filterable", value);
}

FieldOptions readFieldDefaults(const JsonValue &defaults, const FieldDefaults &fallback)
{
    FieldOptions options;
    options.colour.id = fallback.colourMode;
    options.thresholds = readThresholds(JsonValue());
    options.custom = CustomOptions(defaults["custom"]);
    for (const auto &[id, value] : defaults.members()) {
        if (id != "custom")
            setFieldOption(options, id, value);
    }
    return options;
}

} // namespace mdash
