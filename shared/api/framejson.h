#pragma once

#include "base/json.h"
#include "frames/frame.h"

namespace mdash {

/// Writes frames as `/api/ds/query` does: schema, column-major values, entities for NaN and infinities (ds-query §2.1).
void writeFrame(JsonWriter &writer, const Frame &frame);
/// Reads what writeFrame() wrote, or frames that a client sent. Fails with InvalidInput naming field and expectation.
[[nodiscard]] Result<Frame> readFrame(const JsonValue &json);

} // namespace mdash
