#include "frames/valueformat.h"

#include "base/timeformat.h"
#include "frames/durationtext.h"
#include "frames/numbertext.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mdash {
namespace {

constexpr double latestMillis = 8.64e15; // year 275760; beyond it there are no dates

bool onSameDay(TimePoint a, TimePoint b, const QTimeZone &zone)
{
    return formatTimePattern(a, zone, "YYYYMMDD") == formatTimePattern(b, zone, "YYYYMMDD");
}

} // namespace

ValueFormat::ValueFormat(std::string_view unitId, std::optional<int> decimals, FormatContext context)
    : m_context(std::move(context))
{
    UnitDefinition definition = unitDefinition(unitId);
    definition.unit.decimals = decimals;
    m_kernel = kernelNamed(definition.unit.kernel);
    if (m_kernel == Kernel::Ladder || m_kernel == Kernel::Currency) {
        m_ladder = unitLadder(m_kernel == Kernel::Currency ? "count" : definition.unit.kernel);
        m_offset = m_ladder ? std::lround(std::log10(definition.unit.scale) / std::log10(m_ladder->factor)) : 0;
    }
    if (m_kernel == Kernel::Time && definition.rungs.empty())
        definition.rungs = unitDefinition("s").rungs;
    m_definition = std::make_shared<const UnitDefinition>(std::move(definition));
}

ValueFormat::Kernel ValueFormat::kernelNamed(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, Kernel>, 15> names{{{"fixed", Kernel::Fixed},
                                                                                {"currency", Kernel::Currency},
                                                                                {"time", Kernel::Time},
                                                                                {"duration", Kernel::Duration},
                                                                                {"hms", Kernel::Colons},
                                                                                {"dhms", Kernel::DaysAndColons},
                                                                                {"clock", Kernel::Clock},
                                                                                {"datetime", Kernel::DateTime},
                                                                                {"fromnow", Kernel::FromNow},
                                                                                {"locale", Kernel::Grouped},
                                                                                {"sci", Kernel::Scientific},
                                                                                {"hex", Kernel::Hex},
                                                                                {"text", Kernel::Text},
                                                                                {"bool", Kernel::Boolean}}};
    for (const auto &[known, kernel] : names) {
        if (known == name)
            return kernel;
    }
    return unitLadder(name) ? Kernel::Ladder : Kernel::Fixed;
}

FormattedValue ValueFormat::format(double value) const
{
    const Unit &unit = m_definition->unit;
    switch (m_kernel) {
    case Kernel::Fixed:
        return {unit.prefix, fixedText(value * unit.scale, unit.decimals), unit.suffix};
    case Kernel::Ladder:
        return onLadder(value);
    case Kernel::Currency:
        return asCurrency(value);
    case Kernel::Time:
        return asTime(value);
    case Kernel::Duration:
    case Kernel::Colons:
    case Kernel::DaysAndColons:
        return asDuration(value);
    case Kernel::Clock:
        return {{}, clockText(value * unit.scale, unit.decimals), {}};
    case Kernel::DateTime:
        return {{}, asDateTime(value), {}};
    case Kernel::FromNow:
        return {{}, relativeText(value - static_cast<double>(m_context.now.time_since_epoch().count())), {}};
    case Kernel::Grouped:
        return {{}, groupedText(value, unit.decimals), {}};
    case Kernel::Scientific:
        return {{}, scientificText(value, unit.decimals), {}};
    case Kernel::Hex:
        return {{}, hexText(value, unit.decimals, unit.prefix), {}};
    case Kernel::Text:
        return {{}, plainText(value), {}};
    case Kernel::Boolean:
        return {{}, m_definition->words[value != 0 && !std::isnan(value) ? 0 : 1], {}};
    }
    return {};
}

FormattedValue ValueFormat::onLadder(double value) const
{
    const Unit &unit = m_definition->unit;
    if (!std::isfinite(value))
        return {{}, fixedText(value, {}), {}};
    const long first = -(static_cast<long>(m_ladder->base) + m_offset);
    const long last = first + static_cast<long>(m_ladder->names.size()) - 1;
    const double power = value == 0 ? 0 : std::floor(std::log10(std::abs(value)) / std::log10(m_ladder->factor));
    const long step = std::clamp(static_cast<long>(power), first, last);
    const std::string &name = m_ladder->names[static_cast<std::size_t>(step - first)];
    const double scaled = value / std::pow(m_ladder->factor, static_cast<double>(step));
    return {{}, fixedText(scaled, unit.decimals), m_ladder->lead + name + unit.suffix};
}

FormattedValue ValueFormat::asCurrency(double value) const
{
    FormattedValue formatted = onLadder(std::abs(value));
    formatted.prefix = (value < 0 ? "-" : "") + m_definition->unit.prefix;
    return formatted;
}

FormattedValue ValueFormat::asTime(double value) const
{
    const UnitDefinition &definition = *m_definition;
    if (!std::isfinite(value))
        return {{}, fixedText(value, {}), {}};
    const UnitRung *rung = &definition.rungs.front();
    for (const UnitRung &candidate : definition.rungs) {
        if (std::abs(value) >= candidate.nanoseconds / definition.unit.scale)
            rung = &candidate;
    }
    if (value == 0) { // zero is shown in the unit itself, not in the smallest one
        for (const UnitRung &candidate : definition.rungs) {
            if (candidate.nanoseconds <= definition.unit.scale)
                rung = &candidate;
        }
    }
    const bool smaller = rung->nanoseconds < definition.unit.scale; // multiply then: 0.3 s are exactly 300 ms
    const double scaled = smaller ? value * (definition.unit.scale / rung->nanoseconds)
                                  : value / (rung->nanoseconds / definition.unit.scale);
    return {{}, fixedText(scaled, definition.unit.decimals), ' ' + (std::abs(scaled) > 1 ? rung->many : rung->one)};
}

FormattedValue ValueFormat::asDuration(double value) const
{
    const Unit &unit = m_definition->unit;
    const std::string suffix = value < 0 ? " ago" : "";
    if (m_kernel != Kernel::Duration)
        return {{}, durationColons(value, m_kernel == Kernel::DaysAndColons), suffix};
    if (value == 0)
        return {{}, "0", unit.scale == 1 ? " milliseconds" : " seconds"};
    return {{}, durationWords(value * unit.scale, unit.decimals), suffix};
}

std::string ValueFormat::asDateTime(double value) const
{
    if (!std::isfinite(value) || std::abs(value) > latestMillis)
        return plainText(value);
    const TimePoint time{Millis(static_cast<std::int64_t>(value))};
    const UnitDefinition &definition = *m_definition;
    const bool today = !definition.today.empty() && onSameDay(time, m_context.now, m_context.zone);
    if (definition.pattern.empty())
        return formatTimePattern(time, m_context.zone, "YYYY-MM-DDTHH:mm:ssZ");
    return formatTimePattern(time, m_context.zone, today ? definition.today : definition.pattern);
}

} // namespace mdash
