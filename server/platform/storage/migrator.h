#pragma once

#include "platform/storage/database.h"

#include <functional>

namespace mdash {

/// What a node that waits for a migration says at /readyz.
struct MigrationProgress
{
    QString waitingFor; // sentence: who holds the lock and at which step; empty while this node migrates itself
    int step = 0;
    int steps = 0;
};

/// Brings the schema to this release: numbered files `storage/migrations/<r>_<step>_<name>.<phase>.sql`, embedded as
/// `:/migrations`, each recorded with its checksum and never edited after release. One node migrates, the others wait
/// (cluster.md §5). Re-runnable after a kill at any statement. Fails with PreconditionFailed for a wrong checksum or a
/// schema from a later release, with Timeout if nothing moved for @p patience.
[[nodiscard]] Result<void> migrate(Database &database, const QString &nodeName, std::chrono::seconds patience,
                                   const std::function<void(const MigrationProgress &)> &report);

/// The steps that migrate() would run now, one line each.
[[nodiscard]] Result<QStringList> pendingMigrations(Database &database);

} // namespace mdash
