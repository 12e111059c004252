#pragma once

#include <optional>
#include <string>

namespace mdash {

/// Numbers as text, the way the field's dashboards write them. All take any double; NaN is `NaN`, infinities are `∞`
/// and `-∞`.

/// Decimals that show about three significant digits: 0.00045 -> 6, 12.345 -> 1, whole numbers -> 0.
[[nodiscard]] int decimalsFor(double value);

/// @p value with @p decimals (0 to 20; absent: decimalsFor()), halves rounded up, zeros kept: 12.30.
[[nodiscard]] std::string fixedText(double value, std::optional<int> decimals);

/// Shortest form that reads back exactly; exponents only from 1e21 and below 1e-6.
[[nodiscard]] std::string plainText(double value);

/// Grouped by thousands, without trailing zeros: 1,234.5. At most @p decimals, or 3.
[[nodiscard]] std::string groupedText(double value, std::optional<int> decimals);

/// 1.23e+4 with @p decimals, or as many as needed.
[[nodiscard]] std::string scientificText(double value, std::optional<int> decimals);

/// Upper-case hexadecimal, fractions too, @p prefix behind the sign: -0x1F.8.
[[nodiscard]] std::string hexText(double value, std::optional<int> decimals, std::string_view prefix);

} // namespace mdash
