#pragma once

#include "panels/scope.h"

#include <string>
#include <string_view>

namespace mdash {

/// Writes @p value in one of the field's formats: csv pipe raw glob regex json lucene distributed singlequote doublequote
/// sqlstring percentencode uriencode queryparam customqueryparam text html date. `date:seconds`, `queryparam:…` and the
/// like take arguments after a colon. An unknown format counts as glob.
[[nodiscard]] std::string formatValue(std::string_view name, const ScopeValue &value, std::string_view format,
                                      const QTimeZone &zone);

/// @p text with @p before put in front of every character that is one of @p special.
[[nodiscard]] std::string escaped(std::string_view text, std::string_view special, std::string_view before);

} // namespace mdash
