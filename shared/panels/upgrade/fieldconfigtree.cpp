#include "panels/upgrade/fieldconfigtree.h"

#include <array>

namespace mdash {

FieldConfigTree::FieldConfigTree(const JsonTree &fieldConfig)
{
    if (fieldConfig["defaults"].isObject())
        m_defaults = fieldConfig["defaults"];
    if (fieldConfig["overrides"].isArray())
        m_overrides = fieldConfig["overrides"];
}

FieldConfigTree &FieldConfigTree::set(std::string_view id, JsonTree value)
{
    if (value.isNull())
        return *this;
    if (id.starts_with("custom."))
        m_defaults.at("custom").set(id.substr(7), std::move(value));
    else
        m_defaults.set(id, std::move(value));
    return *this;
}

void FieldConfigTree::addOverride(std::string_view matcher, const JsonTree &options, std::string_view id, JsonTree value)
{
    JsonTree property = JsonTree::object({{"id", id}, {"value", std::move(value)}});
    for (JsonTree &override : m_overrides.writableElements()) {
        if (override["matcher"]["id"].text() == matcher && override["matcher"]["options"] == options) {
            override.at("properties").append(std::move(property));
            return;
        }
    }
    JsonTree made = JsonTree::object();
    made.set("matcher", JsonTree::object({{"id", matcher}, {"options", options}}));
    made.at("properties").append(std::move(property));
    m_overrides.append(std::move(made));
}

void FieldConfigTree::addOverride(std::string_view matcher, const JsonTree &options, const FieldProperties &properties)
{
    for (const auto &[id, value] : properties)
        addOverride(matcher, options, id, value);
}

JsonTree FieldConfigTree::take()
{
    return JsonTree::object({{"defaults", std::move(m_defaults)}, {"overrides", std::move(m_overrides)}});
}

std::string_view seriesMatcher(std::string_view alias)
{
    return alias.size() > 1 && alias.front() == '/' ? "byRegexp" : "byName";
}

JsonTree fixedColour(std::string_view colour)
{
    return JsonTree::object({{"mode", "fixed"}, {"fixedColor", colour}});
}

JsonTree thresholdSteps(const std::vector<double> &limits, const std::vector<std::string> &colours)
{
    JsonTree steps = JsonTree::array();
    for (std::size_t i = 0; i < colours.size() && i <= limits.size(); ++i) {
        JsonTree step = JsonTree::object({{"color", colours[i]}});
        step.set("value", i == 0 ? JsonTree() : JsonTree(limits[i - 1]));
        steps.append(std::move(step));
    }
    return JsonTree::object({{"mode", "absolute"}, {"steps", std::move(steps)}});
}

std::vector<double> limitsOf(const JsonTree &value)
{
    std::vector<double> limits;
    for (const JsonTree &element : value.elements()) {
        if (const auto limit = element.number())
            limits.push_back(*limit);
    }
    std::string_view text = value.text();
    while (!text.empty()) {
        const auto comma = text.find(',');
        if (const auto limit = JsonTree(text.substr(0, comma)).number())
            limits.push_back(*limit);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return limits;
}

std::string_view reducerName(std::string_view old)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names = {{{"avg", "mean"},
        {"current", "lastNotNull"}, {"total", "sum"}, {"first", "firstNotNull"}, {"last_time", "lastNotNull"}, {"name", "lastNotNull"}}};
    for (const auto &[from, to] : names) {
        if (from == old)
            return to;
    }
    return old;
}

} // namespace mdash
