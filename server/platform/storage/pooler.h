#pragma once

#include "platform/storage/database.h"

namespace mdash {

/// Whether a pooler in transaction mode stands before the database: one connection of ours is another one of the server's
/// after each transaction, so what is prepared or listened for there is lost. Opens two connections; always false where
/// there is no such pooler.
[[nodiscard]] Result<bool> isPooledByTransaction(DatabaseOptions options);

} // namespace mdash
