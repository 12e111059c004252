#pragma once

#include "frames/frame.h"
#include "panels/fieldoptions.h"
#include "panels/scope.h"
#include "panels/viewcontext.h"

#include <optional>
#include <string>
#include <string_view>

namespace mdash {

/// A scope in which `${__field.name}`, `${__field.labels.x}`, `${__series.name}` and `${__name}` stand for @p field,
/// whose name so far is @p name. The arguments must outlive the scope.
[[nodiscard]] Scope fieldScope(const Scope *outer, const Field &field, const std::string &name,
                               const std::string &frameName);

/// One row of a frame, or one value of a series, for the macros of links.
struct RowMacros
{
    const PanelFrame &frame;
    const PanelField &field;
    std::optional<std::size_t> row;   // absent: the series as a whole
    std::optional<double> calculated; // value of a stat
};

/// The links of @p field for one row: `${__value.text}`, `${__data.fields.x}` and the like are replaced, as are
/// variables. Links whose address is not http, https, mailto or relative are left out.
[[nodiscard]] view::Links linksFor(const RowMacros &macros, const ViewContext &context);

/// @p text with variables and macros replaced for one row, as shown to people.
[[nodiscard]] std::string replacedForRow(std::string_view text, const RowMacros &macros, const ViewContext &context);

/// @p url if it is http, https, mailto or relative; else nothing.
[[nodiscard]] std::optional<std::string> safeUrl(std::string_view url);

} // namespace mdash
