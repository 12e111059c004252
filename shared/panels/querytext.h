#pragma once

#include "panels/interpolate.h"
#include "panels/dashboardmodel.h"

namespace mdash {

/// The query of a target or variable, a JSON value, with variables replaced in every text within. Members that hold query
/// text are escaped for @p language, others get values as they are. Fails as interpolateQuery() does.
[[nodiscard]] Result<std::string> interpolateJson(std::string_view json, const Scope &scope, QueryLanguage language);
[[nodiscard]] Result<std::string> interpolateJson(const JsonValue &json, const Scope &scope, QueryLanguage language);

/// The names that the texts within @p json refer to, each once.
[[nodiscard]] std::vector<std::string> referencedNamesIn(const JsonValue &json);

} // namespace mdash
