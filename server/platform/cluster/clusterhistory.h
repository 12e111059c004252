#pragma once

#include "platform/storage/database.h"

namespace mdash {

/// Writes a row of cluster_history: @p kind such as "node-joined", the name of the @p node that it is about or that saw it,
/// and the lease, job or finding that it happened to.
Result<void> recordHistory(Database &database, const QString &kind, const QString &node, const QString &subject = {},
                           const QString &detail = {});

} // namespace mdash
