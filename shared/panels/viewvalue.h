#pragma once

#include "frames/reducers.h"
#include "frames/valueformat.h"
#include "panels/fieldoptions.h"
#include "panels/panelview.h"

#include <optional>
#include <string>

namespace mdash {

/// A value ready to be shown.
struct ShownValue
{
    std::string prefix;
    std::string text;
    std::string suffix;
    std::optional<double> number; // absent if the value is no number
    view::Colour colour;
    double ratio = 0; // place between min and max, 0…1; 0 if there is no number

    [[nodiscard]] std::string joined() const { return prefix + text + suffix; }
};

/// Shows the values of one field: mappings, unit, decimals, colour. The field must outlive this.
class ValueDisplay
{
public:
    ValueDisplay(const PanelField &field, const ViewContext &context);

    [[nodiscard]] ShownValue show(const Reduced &value) const;
    /// As show(), with a range of one's own, for gauges.
    [[nodiscard]] ShownValue show(const Reduced &value, double min, double max) const;
    /// Formats without mappings and colours, for axes and limits.
    [[nodiscard]] FormattedValue format(double number) const { return m_format.format(number); }
    [[nodiscard]] const Unit &unit() const { return m_format.unit(); }

    /// The colour of the field as a series: its own, or that of one of its values.
    [[nodiscard]] view::Colour seriesColour() const;

private:
    [[nodiscard]] view::Colour colourOf(double number, double ratio) const;
    [[nodiscard]] std::optional<double> numberIn(const Reduced &value) const;

    const PanelField &m_field;
    ValueFormat m_format;
    bool m_asText = false; // strings without a unit are shown as they are
};

/// Where @p value stands between @p min and @p max, 0…1 and clamped.
[[nodiscard]] double ratioOf(double value, double min, double max);

} // namespace mdash
