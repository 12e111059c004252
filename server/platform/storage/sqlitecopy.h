#pragma once

#include "base/error.h"

namespace mdash {

class Database;

/// Copies the SQLite file of @p database to `<file>.before-<name>`, readable by the owner only, unless that copy exists. A copy
/// that was interrupted is made anew. Does nothing for a database in memory.
[[nodiscard]] Result<void> copySqliteFile(Database &database, const QString &name);

} // namespace mdash
