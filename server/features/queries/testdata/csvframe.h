#pragma once

#include "base/error.h"
#include "frames/frame.h"

#include <string_view>

namespace mdash {

/// A frame from CSV text: the first row names the columns, and what all cells of a column are decides its type (number,
/// true/false, ISO time, else text). Empty cells and `null` are missing. Quotes as in RFC 4180.
/// Fails with InvalidInput at a row with more cells than the first, with TooLarge above 100,000 rows.
[[nodiscard]] Result<Frame> frameFromCsv(std::string_view text);

} // namespace mdash
