#pragma once

#include <optional>
#include <string>

namespace mdash {

/// A stretch of time as words, from its largest unit down, @p decimals + 1 parts: "1 hour, 1 minute". The sign is left
/// out.
[[nodiscard]] std::string durationWords(double milliseconds, std::optional<int> decimals);

/// hh:mm:ss; with @p days whole days stand before: "1 d 02:03:04". The sign is left out.
[[nodiscard]] std::string durationColons(double seconds, bool days);

/// "1h:02m:03s:004ms" from the largest part on; @p decimals + 1 parts, or all. Below zero it is zero.
[[nodiscard]] std::string clockText(double milliseconds, std::optional<int> decimals);

/// "3 minutes ago", "in 2 days": @p milliseconds is the time from now, negative for the past.
[[nodiscard]] std::string relativeText(double milliseconds);

} // namespace mdash
