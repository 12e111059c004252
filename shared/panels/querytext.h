#pragma once

#include "panels/dashboardmodel.h"
#include "panels/interpolate.h"

#include <span>

namespace mdash {

/// The query of a target or variable, a JSON value, with variables replaced in every text within. Members that hold query
/// text are escaped for @p language, others get values as they are. Fails as interpolateQuery() does.
[[nodiscard]] Result<std::string> interpolateJson(std::string_view json, const Scope &scope, QueryLanguage language);
/// @p without: members of the object itself that are left out.
[[nodiscard]] Result<std::string> interpolateJson(const JsonValue &json, const Scope &scope, QueryLanguage language,
                                                  std::span<const std::string_view> without = {});

/// The names that the texts within @p json refer to, each once.
[[nodiscard]] std::vector<std::string> referencedNamesIn(const JsonValue &json);

} // namespace mdash
