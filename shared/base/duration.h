#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <string>
#include <string_view>

namespace mdash {

/// Reads `5m`, `1h30m`, `1m0s`, `7d`, `2w`, `1M`, `1y`, `250ms`, `0s`; a bare number means seconds.
/// Fails with InvalidInput that names the text and what was expected. Negative durations are refused.
[[nodiscard]] Result<Millis> parseDuration(std::string_view text);

/// Go's form without empty parts, as HTTP answers use it: `5m`, `1h30m`, `1m30s`, `250ms`, `0s`.
[[nodiscard]] std::string formatDuration(Millis duration);

/// The text of `$__interval`: whole units, largest of y d h m s ms, at least `1ms` (90 s is `1m`).
[[nodiscard]] std::string formatInterval(Millis interval);

} // namespace mdash
