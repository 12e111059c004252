#pragma once

#include "base/json.h"
#include "base/regex.h"
#include "frames/frame.h"

#include <optional>
#include <string>
#include <vector>

namespace mdash {

/// Decides which fields an override, or the filter of a transformation, is about:
/// byName, byRegexp, byNames, byType, byTypes, byFrameRefID, byValue, numeric, time, first, firstTimeField.
class FieldMatcher
{
public:
    /// Reads `{"id":"byName","options":"cpu"}`; nullopt for a matcher that nobody knows.
    /// A regular expression that is wrong gives a matcher that matches nothing and sets @p error.
    [[nodiscard]] static std::optional<FieldMatcher> read(const JsonValue &json, std::string &error);

    /// @p name is the field's name as people see it, @p index its place in @p frame.
    [[nodiscard]] bool matches(const Frame &frame, std::size_t index, const std::string &name) const;

private:
    enum class Kind { Name, Pattern, Names, NotNames, Type, RefId, Value, First, FirstTime, Nothing };

    [[nodiscard]] bool matchesValue(const Column &column) const;

    Kind m_kind = Kind::Nothing;
    std::vector<std::string> m_names; // or types, or the refId
    std::optional<Regex> m_regex;
    std::string m_reducer;
    std::string m_operator;
    double m_value = 0;
};

} // namespace mdash
