#pragma once

#include "base/error.h"

namespace mdash {

/// Makes @p folder if it is not there. Fails with InvalidInput that says why it cannot be used: it is a file, its parent
/// does not allow it, we may not write there.
[[nodiscard]] Result<void> makeDataFolder(const QString &folder);

} // namespace mdash
