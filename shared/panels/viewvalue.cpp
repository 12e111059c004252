#include "panels/viewvalue.h"

#include "panels/viewcolours.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace mdash {
namespace {

constexpr std::string_view defaultDate = "dateTimeAsSystem";
constexpr std::string_view dateWithMillis = "time:YYYY-MM-DD HH:mm:ss.SSS";

/// Times closer together than a minute in all are shown with milliseconds.
bool isShort(const Column &times)
{
    return times.size() > 1 && std::abs(times.times().back() - times.times().front()) < 60'000;
}

std::string unitFor(const PanelField &field)
{
    const std::string &unit = field.options.unit;
    const UnitDefinition definition = unitDefinition(unit);
    switch (field.field.type()) {
    case FieldType::Time:
        if (definition.unit.kernel == "datetime" || definition.unit.kernel == "fromnow")
            return unit;
        return std::string(isShort(field.field.values) ? dateWithMillis : defaultDate);
    case FieldType::Boolean:
        return definition.unit.kernel == "bool" ? unit : "bool";
    case FieldType::String:
        return unit.empty() ? "string" : unit;
    case FieldType::Number:
        break;
    }
    return unit;
}

} // namespace

double ratioOf(double value, double min, double max)
{
    if (std::isnan(value))
        return 0;
    if (!(max > min))
        return value >= max ? 1 : 0;
    return std::clamp((value - min) / (max - min), 0.0, 1.0);
}

ValueDisplay::ValueDisplay(const PanelField &field, const ViewContext &context)
    : m_field(field), m_format(unitFor(field), field.options.decimals, context.format()),
      m_asText(m_format.unit().kernel == "text")
{}

std::optional<double> ValueDisplay::numberIn(const Reduced &value) const
{
    if (const double *number = std::get_if<double>(&value))
        return *number;
    if (const bool *truth = std::get_if<bool>(&value))
        return *truth ? 1.0 : 0.0;
    const std::string *text = std::get_if<std::string>(&value);
    double number = 0;
    if (!text || m_asText || text->empty())
        return std::nullopt;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    return error == std::errc{} && end == text->data() + text->size() ? std::optional(number) : std::nullopt;
}

ShownValue ValueDisplay::show(const Reduced &value) const
{
    return show(value, m_field.min, m_field.max);
}

ShownValue ValueDisplay::show(const Reduced &value, double min, double max) const
{
    ShownValue shown;
    shown.number = numberIn(value);
    const auto mapped = m_field.options.mappings.find(value);
    if (mapped && mapped->text) {
        shown.text = *mapped->text;
    } else if (shown.number) {
        FormattedValue formatted = m_format.format(*shown.number);
        shown.prefix = std::move(formatted.prefix);
        shown.text = std::move(formatted.text);
        shown.suffix = std::move(formatted.suffix);
    } else if (const std::string *text = std::get_if<std::string>(&value)) {
        shown.text = *text;
    }
    if (shown.text.empty())
        shown.text = m_field.options.noValue;
    shown.ratio = shown.number ? ratioOf(*shown.number, min, max) : 0;
    if (mapped && !mapped->colour.empty())
        shown.colour = colourNamed(mapped->colour);
    else
        shown.colour = colourOf(shown.number.value_or(-std::numeric_limits<double>::infinity()), shown.ratio);
    return shown;
}

view::Colour ValueDisplay::colourOf(double number, double ratio) const
{
    const ColourMode &colour = m_field.options.colour;
    if (colour.id == "fixed")
        return colour.fixed;
    if (colour.id == "shades")
        return shadeOf(colour.fixed, m_field.series);
    if (colour.id == "palette-classic")
        return mdash::seriesColour(m_field.series);
    if (colour.id == "palette-classic-by-name")
        return seriesColourByName(m_field.name);
    if (isContinuous(colour.id))
        return continuousColour(colour.id, ratio);
    return m_field.options.thresholds.colourAt(number, ratio);
}

view::Colour ValueDisplay::seriesColour() const
{
    const ColourMode &colour = m_field.options.colour;
    if (!colour.byValue())
        return colourOf(0, 0);
    const auto number =
        Reduction(m_field.field.values).number(colour.seriesBy == "last" ? "lastNotNull" : colour.seriesBy);
    const double value = number.value_or(-std::numeric_limits<double>::infinity());
    return colourOf(value, ratioOf(value, m_field.min, m_field.max));
}

} // namespace mdash
