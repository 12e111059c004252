#include "platform/storage/migrationplan.h"

#include "platform/storage/schemastore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

struct Recorded
{
    SchemaState state;
    std::vector<RecordedStep> steps;
};

/// Nothing on an empty database.
Result<Recorded> readRecorded(Database &database)
{
    SchemaStore store(database);
    const auto exists = store.exists();
    if (!exists)
        return tl::unexpected(exists.error());
    if (!*exists)
        return Recorded{};
    const auto state = store.state();
    if (!state)
        return tl::unexpected(state.error());
    return store.steps().map([&](const std::vector<RecordedStep> &steps) { return Recorded{*state, steps}; });
}

const RecordedStep *find(const std::vector<RecordedStep> &recorded, const MigrationStep &step)
{
    const auto found = std::find_if(recorded.begin(), recorded.end(), [&](const RecordedStep &row) {
        return row.release == step.release && row.step == step.step && row.phase == step.phase;
    });
    return found == recorded.end() ? nullptr : &*found;
}

} // namespace

Result<MigrationPlan> planMigration(Database &database, const std::vector<MigrationStep> &steps, int release)
{
    const auto recorded = readRecorded(database);
    if (!recorded)
        return tl::unexpected(recorded.error());
    if (recorded->state.contracted > release)
        return fail(ErrorCode::PreconditionFailed,
                    u"the database was migrated to release %1, which this program of release %2 cannot use; install release"
                    " %1 or later"_s.arg(QString::number(recorded->state.contracted), QString::number(release)));
    MigrationPlan plan;
    for (const MigrationStep &step : steps) {
        if (step.phase != "expand"_L1 || step.release > release)
            continue;
        const RecordedStep *row = find(recorded->steps, step);
        if (row && row->checksum != step.checksum)
            return fail(ErrorCode::PreconditionFailed,
                        u"migration %1 is not the one that ran on this database (checksum %2 here, %3 there); use the program"
                        " that made the database, or one of its successors"_s.arg(step.fileName(), step.checksum.left(12),
                                                                                  row->checksum.left(12)));
        if (row && row->done)
            ++plan.done;
        else
            plan.pending.push_back({step, row ? static_cast<qsizetype>(row->statements) : 0, row != nullptr});
    }
    plan.isComplete = plan.pending.empty() && recorded->state.expanded >= release;
    return plan;
}

} // namespace mdash
