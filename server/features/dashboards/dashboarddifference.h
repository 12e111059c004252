#pragma once

#include "base/json.h"

namespace mdash {

/// One place where two JSON documents differ; an absent side is empty.
struct JsonDifference
{
    std::string path; // "panels[2].title"
    std::string before, after; // JSON text
};

/// Where @p after differs from @p before, in the order of paths.
[[nodiscard]] std::vector<JsonDifference> differencesOf(const JsonValue &before, const JsonValue &after);
/// The list as an HTML fragment, everything escaped.
[[nodiscard]] std::string differencesHtml(const std::vector<JsonDifference> &differences);
/// The list as `{"path":[before,after]}`.
[[nodiscard]] std::string differencesDelta(const std::vector<JsonDifference> &differences);

} // namespace mdash
