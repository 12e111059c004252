#pragma once

#include <QtGlobal>

#include <string>

namespace mdash {

/// Epoch ms as the HTTP API writes it: `2023-01-05T10:11:12Z`, UTC, whole seconds. 0 is the API's unset time,
/// `0001-01-01T00:00:00Z`.
[[nodiscard]] std::string formatTimestamp(qint64 millis);

} // namespace mdash
