#pragma once

#include "panels/scope.h"
#include "panels/variableoptions.h"

#include <optional>
#include <string>
#include <vector>

namespace mdash {

/// The value that stands for All, in dashboards and URLs.
inline constexpr std::string_view allChoice = "$__all";

/// What is chosen of a variable.
struct VariableChoice
{
    std::vector<std::string> values;
    std::vector<std::string> texts;
    bool all = false;
    bool trusted = true; // nothing of it was typed by a viewer
    friend bool operator==(const VariableChoice &, const VariableChoice &) = default;
};

/// What is chosen, by the field's rules: what the viewer asked for (@p requested, by value or text), else what the dashboard
/// saved if it is still among @p options, else All if that may be, else the first option. What a viewer asks for and is no
/// option is taken as it is and not trusted; a data source must be an option.
[[nodiscard]] VariableChoice choose(const VariableModel &variable, const std::vector<VariableOption> &options,
                                    const std::optional<std::vector<std::string>> &requested);

/// How the choice stands in text. All is the dashboard's own text for it, or every option.
[[nodiscard]] ScopeValue scopeValueOf(const VariableModel &variable, const VariableChoice &choice, const std::vector<VariableOption> &options);

} // namespace mdash
