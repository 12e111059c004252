#pragma once

#include "base/error.h"
#include "panels/scope.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// The language of the text that values are put into, which says how they are escaped.
enum class QueryLanguage { None, PromQl, LogQl, InfluxQl, Flux, Sql };

/// Replaces `$x ${x} ${x:format} ${x.path} [[x]] [[x:format]]` by the values in @p scope. A name that nobody knows is left as it
/// stands. @p format is used where the text names none: "text" for titles, "glob" for anything else.
[[nodiscard]] std::string interpolate(std::string_view text, const Scope &scope, std::string_view format = "glob");

/// As interpolate(), for a query: values are escaped for @p language at the place where they stand (inside which quotes,
/// or in none). Fails with Forbidden, naming the variable, where a value that a viewer typed would stand unescaped.
[[nodiscard]] Result<std::string> interpolateQuery(std::string_view text, const Scope &scope, QueryLanguage language);

/// The names that @p text refers to, each once, in order; also those that nobody knows.
[[nodiscard]] std::vector<std::string> referencedNames(std::string_view text);

} // namespace mdash
