#pragma once

#include "platform/storage/database.h"

namespace mdash {

/// @p failure of a start; if the database's user lacks a right: what the database said of it, and what to do.
[[nodiscard]] Error explainRefusal(const Error &failure, const Database &database);

} // namespace mdash
