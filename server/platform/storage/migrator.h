#pragma once

#include "platform/storage/database.h"

#include <functional>

namespace mdash {

/// The release of this program: r in the names of migration files and in `cluster_node.release_no`.
inline constexpr int schemaRelease = 1;

/// What a node that waits for a migration says at /readyz.
struct MigrationProgress
{
    QString waitingFor; // sentence: who holds the lock and at which step; empty while this node migrates itself
    int step = 0;       // steps that are done
    int steps = 0;      // steps that this program knows
};

struct MigrationOptions
{
    QString folder{QLatin1StringView(":/migrations")};
    int release = schemaRelease;
    QString nodeName;
    std::chrono::seconds patience{300};         // how long to wait for another node while nothing moves
    std::chrono::milliseconds retryPause{1000}; // ± 30 % between two looks at the lock
    std::function<void(const MigrationProgress &)> report = [](const MigrationProgress &) {};
    /// Called after each statement; a failure stops there, without cleaning up, as a killed process would.
    std::function<Result<void>()> afterStatement = []() -> Result<void> { return {}; };
};

/// Brings the schema to this release: numbered files `storage/migrations/<r>_<step>_<name>.<phase>.sql`, embedded as
/// `:/migrations`, each recorded with its checksum and never edited after release. One node migrates, the others wait
/// (cluster.md §5). Re-runnable after a kill at any statement. A SQLite file that holds data is copied first, beside itself.
/// Fails with PreconditionFailed for a wrong checksum or a schema from a later release, with Timeout if nothing moved for
/// the patience. Blocks; @p report is called on this thread.
[[nodiscard]] Result<void> migrate(Database &database, const MigrationOptions &options);

[[nodiscard]] Result<void> migrate(Database &database, const QString &nodeName, std::chrono::seconds patience,
                                   const std::function<void(const MigrationProgress &)> &report);

/// The steps that migrate() would run now, one line each.
[[nodiscard]] Result<QStringList> pendingMigrations(Database &database);

} // namespace mdash
