#pragma once

#include "base/json.h"
#include "base/regex.h"
#include "frames/reducers.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mdash {

/// The value mappings of a field: some values are shown as other texts or in their own colours. The first that fits
/// wins.
class ValueMappings
{
public:
    struct Outcome
    {
        std::optional<std::string> text; // absent: the value's own text
        std::string colour;              // empty: the value's own colour
        friend bool operator==(const Outcome &, const Outcome &) = default;
    };

    ValueMappings() = default;
    /// Reads the `mappings` array; entries that nobody understands are left out. Old numeric types are understood.
    static ValueMappings read(const JsonValue &mappings);

    [[nodiscard]] bool isEmpty() const { return m_mappings.empty(); }
    [[nodiscard]] std::optional<Outcome> find(const Reduced &value) const;
    /// Every text with its colour, in order, for legends of states.
    [[nodiscard]] std::vector<Outcome> outcomes() const;

private:
    enum class Kind { Value, Range, Pattern, Null, Nan, NullOrNan, True, False, Empty };
    struct Mapping
    {
        Kind kind = Kind::Value;
        std::unordered_map<std::string, Outcome> values{};
        std::vector<std::string> order{}; // of values
        std::optional<double> from{}, to{};
        std::optional<Regex> regex{};
        Outcome outcome{};
    };

    static std::optional<Mapping> readOne(const JsonValue &json);
    static std::optional<Mapping> readOld(const JsonValue &json);
    static std::optional<Outcome> apply(const Mapping &mapping, const Reduced &value);

    std::vector<Mapping> m_mappings;
};

} // namespace mdash
