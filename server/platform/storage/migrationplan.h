#pragma once

#include "platform/storage/migrationfiles.h"

namespace mdash {

class Database;

struct PendingStep
{
    MigrationStep step;
    qsizetype statementsDone = 0; // by a run that was interrupted
    bool interrupted = false;     // the statement after those may have run too
};

struct MigrationPlan
{
    int done = 0; // steps
    std::vector<PendingStep> pending;
    bool isComplete = false; // nothing is pending and the schema says so
};

/// Compares the expand steps that the program knows with those that the database recorded.
/// Fails with PreconditionFailed for a checksum that differs or a schema that only later releases may use.
[[nodiscard]] Result<MigrationPlan> planMigration(Database &database, const std::vector<MigrationStep> &steps, int release);

} // namespace mdash
