#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// Reads one row of CSV (RFC 4180) and removes it from @p text. A row has at least one cell, which may be empty.
[[nodiscard]] std::vector<std::string> takeCsvRow(std::string_view &text);

} // namespace mdash
