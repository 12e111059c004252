#pragma once

#include "base/clock.h"
#include "base/json.h"

#include <optional>
#include <string>

namespace mdash {

/// How long ago in the largest whole unit: "2 years", "1 day", "< 1 minute".
[[nodiscard]] std::string ageText(Millis age);

/// The members `lastSeenAt` and `lastSeenAtAge`. Who was never seen shows as ten years ago, as clients expect.
void writeLastSeen(JsonWriter &json, std::optional<qint64> seenAt, TimePoint now);

} // namespace mdash
