#pragma once

#include "platform/http/httpoptions.h"
#include "runtime/nodeoptions.h"

namespace mdash {

/// What the HTTP server needs of the node's settings.
[[nodiscard]] HttpOptions httpOptionsOf(const NodeOptions &node);

} // namespace mdash
