#pragma once

#include "base/clock.h"
#include "frames/unittable.h"

#include <QTimeZone>

#include <memory>
#include <optional>
#include <string>

namespace mdash {

/// A value as text, its parts apart so that a stat can draw them in different sizes.
struct FormattedValue
{
    std::string prefix;
    std::string text;
    std::string suffix;

    [[nodiscard]] std::string joined() const { return prefix + text + suffix; }
    friend bool operator==(const FormattedValue &, const FormattedValue &) = default;
};

/// What times are formatted with.
struct FormatContext
{
    QTimeZone zone = QTimeZone::utc();
    TimePoint now; // for "3 minutes ago" and "no date if today"
};

/// Formats numbers of one unit. Cheap to copy; may be used from several threads.
class ValueFormat
{
public:
    /// @p unitId as dashboards write it, see unitDefinition(); @p decimals absent: as many as needed.
    ValueFormat(std::string_view unitId, std::optional<int> decimals, FormatContext context = {});

    [[nodiscard]] FormattedValue format(double value) const;
    [[nodiscard]] const Unit &unit() const { return m_definition->unit; }
    /// True for units that turn epoch milliseconds into a date.
    [[nodiscard]] bool isDateTime() const { return m_kernel == Kernel::DateTime || m_kernel == Kernel::FromNow; }
    [[nodiscard]] bool isBoolean() const { return m_kernel == Kernel::Boolean; }

private:
    enum class Kernel {
        Fixed,
        Ladder,
        Currency,
        Time,
        Duration,
        Colons,
        DaysAndColons,
        Clock,
        DateTime,
        FromNow,
        Grouped,
        Scientific,
        Hex,
        Text,
        Boolean
    };
    [[nodiscard]] static Kernel kernelNamed(std::string_view name);
    [[nodiscard]] FormattedValue onLadder(double value) const;
    [[nodiscard]] FormattedValue asCurrency(double value) const;
    [[nodiscard]] FormattedValue asTime(double value) const;
    [[nodiscard]] FormattedValue asDuration(double value) const;
    [[nodiscard]] std::string asDateTime(double value) const;

    std::shared_ptr<const UnitDefinition> m_definition;
    FormatContext m_context;
    const UnitLadder *m_ladder = nullptr;
    long m_offset = 0; // steps of the ladder that the unit itself stands for
    Kernel m_kernel = Kernel::Fixed;
};

} // namespace mdash
