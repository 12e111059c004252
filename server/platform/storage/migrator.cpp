#include "platform/storage/migrator.h"

#include "base/failpoint.h"
#include "platform/storage/dialect.h"
#include "platform/storage/migrationfiles.h"
#include "platform/storage/migrationlock.h"
#include "platform/storage/migrationplan.h"
#include "platform/storage/schemastore.h"
#include "platform/storage/sqlfailure.h"
#include "platform/storage/sqlitecopy.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QThread>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

static void initResource()
{
    Q_INIT_RESOURCE(migrations);
}

namespace mdash {

Q_LOGGING_CATEGORY(lcMigration, "mdash.migration")

namespace {

enum class Outcome { Complete, MoreToDo, LockTaken };

/// One run of migrate().
class Migrator
{
public:
    Migrator(Database &database, const MigrationOptions &options, std::vector<MigrationStep> steps)
        : m_database(database), m_options(options), m_steps(std::move(steps)), m_store(database), m_lock(database)
    {
    }

    Result<void> run();

private:
    Result<Outcome> runLocked();
    Result<Outcome> runInTransaction();
    Result<Outcome> runWithSessionLock();
    Result<void> runStep(const PendingStep &pending, bool recordEach);
    Result<void> runStatement(const PendingStep &pending, qsizetype index);
    Result<void> finish();
    Result<MigrationPlan> plan() { return planMigration(m_database, m_steps, m_options.release); }
    Result<void> waitForHolder();
    void reportProgress(int done, const QString &waitingFor = {});

    Database &m_database;
    const MigrationOptions &m_options;
    const std::vector<MigrationStep> m_steps;
    SchemaStore m_store;
    MigrationLock m_lock;
    qint64 m_lastChange = -1;
    std::chrono::steady_clock::time_point m_lastMove = std::chrono::steady_clock::now();
};

Result<void> Migrator::run()
{
    const auto before = plan();
    if (!before)
        return tl::unexpected(before.error());
    if (before->isComplete)
        return {};
    if (m_database.dialect().kind() == DatabaseKind::Sqlite && before->done > 0) {
        if (const auto copied = copySqliteFile(m_database, before->pending.front().step.fileName()); !copied)
            return copied;
    }
    for (;;) {
        const auto outcome = runLocked();
        if (!outcome)
            return tl::unexpected(outcome.error());
        if (*outcome == Outcome::Complete)
            return {};
        if (*outcome == Outcome::MoreToDo)
            continue;
        if (const auto waited = waitForHolder(); !waited)
            return waited;
    }
}

/// A database that is busy or away is waited for, like another node that has the lock.
Result<Outcome> Migrator::runLocked()
{
    auto outcome = m_database.dialect().hasTransactionalDdl() ? runInTransaction() : runWithSessionLock();
    if (!outcome && outcome.error().code == ErrorCode::Unavailable && outcome.error().messageId != databaseRefused)
        return Outcome::LockTaken;
    return outcome;
}

/// Step and record commit together. SQLite runs all steps at once: one wait for the disk, and nobody else to inform.
Result<Outcome> Migrator::runInTransaction()
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto mine = m_lock.tryAcquire();
    if (!mine || !*mine)
        return mine.map([](bool) { return Outcome::LockTaken; });
    const auto now = plan();
    if (!now)
        return tl::unexpected(now.error());
    std::size_t ran = 0;
    const std::size_t batch = m_database.dialect().kind() == DatabaseKind::Sqlite ? now->pending.size() : 1;
    for (; ran < std::min(batch, now->pending.size()); ++ran) {
        reportProgress(now->done + static_cast<int>(ran));
        if (const auto done = runStep(now->pending[ran], false); !done)
            return tl::unexpected(done.error());
    }
    const bool complete = ran == now->pending.size();
    if (complete) {
        if (const auto finished = finish(); !finished)
            return tl::unexpected(finished.error());
    }
    return transaction->commit().map([&] { return complete ? Outcome::Complete : Outcome::MoreToDo; });
}

/// DDL commits by itself, so each statement is recorded, and the one that was interrupted may find its work done.
Result<Outcome> Migrator::runWithSessionLock()
{
    const auto mine = m_lock.tryAcquire();
    if (!mine || !*mine)
        return mine.map([](bool) { return Outcome::LockTaken; });
    const auto now = plan();
    Result<void> done = now.map([](const MigrationPlan &) {});
    for (std::size_t ran = 0; done && ran < now->pending.size(); ++ran) {
        reportProgress(now->done + static_cast<int>(ran));
        done = runStep(now->pending[ran], true);
    }
    if (done)
        done = finish();
    m_lock.release();
    return done.map([] { return Outcome::Complete; });
}

Result<void> Migrator::runStep(const PendingStep &pending, bool recordEach)
{
    const MigrationStep &step = pending.step;
    qCInfo(lcMigration).noquote() << "migration step" << step.fileName();
    for (qsizetype i = pending.statementsDone; i < step.statements.size(); ++i) {
        if (recordEach && m_store.exists().value_or(false)) {
            if (const auto recorded = m_store.recordProgress(step, i, false, m_options.nodeName); !recorded)
                return recorded;
        }
        if (const auto done = runStatement(pending, i); !done)
            return done;
        if (const auto goOn = m_options.afterStatement(); !goOn)
            return goOn;
    }
    return m_store.recordProgress(step, step.statements.size(), true, m_options.nodeName);
}

Result<void> Migrator::runStatement(const PendingStep &pending, qsizetype index)
{
    const auto done = m_database.run(pending.step.statements[index]);
    const bool mayHaveRun = pending.interrupted && index == pending.statementsDone;
    if (done || (mayHaveRun && done.error().code == ErrorCode::Conflict))
        return {};
    if (done.error().code == ErrorCode::Unavailable)
        return done;
    return fail(ErrorCode::Internal, u"migration %1 failed at statement %2: %3"_s.arg(
                                         pending.step.fileName(), QString::number(index + 1), m_database.lastDriverText()));
}

Result<void> Migrator::finish()
{
    const QString clusterId = QUuid::createUuid().toString(QUuid::Id128);
    return m_store.createState(clusterId).and_then([&] { return m_store.setExpanded(m_options.release); });
}

Result<void> Migrator::waitForHolder()
{
    const auto holder = m_lock.holder().value_or(MigrationLock::Holder{});
    const bool exists = m_store.exists().value_or(false);
    const qint64 lastChange = exists ? m_store.lastChange().value_or(0) : 0;
    const auto now = std::chrono::steady_clock::now();
    if (holder.active || std::exchange(m_lastChange, lastChange) != lastChange)
        m_lastMove = now;
    const QString who = holder.name.isEmpty() ? u"another node"_s : holder.name;
    if (now - m_lastMove >= m_options.patience)
        return fail(ErrorCode::Timeout, u"%1 holds the migration lock of the database, and nothing moved for %2 s"_s.arg(
                                            who, QString::number(m_options.patience.count())));
    const auto steps = exists ? m_store.steps().value_or(std::vector<RecordedStep>{}) : std::vector<RecordedStep>{};
    reportProgress(static_cast<int>(steps.size()), u"waits for %1, which migrates the database"_s.arg(who));
    const double factor = 0.7 + 0.6 * QRandomGenerator::global()->generateDouble();
    QThread::msleep(static_cast<unsigned long>(static_cast<double>(m_options.retryPause.count()) * factor));
    return {};
}

void Migrator::reportProgress(int done, const QString &waitingFor)
{
    m_options.report({waitingFor, done, static_cast<int>(m_steps.size())});
}

} // namespace

Result<void> migrate(Database &database, const MigrationOptions &options)
{
    initResource();
    auto steps = readMigrations(options.folder);
    if (!steps)
        return tl::unexpected(steps.error());
    return Migrator(database, options, *std::move(steps)).run();
}

Result<void> migrate(Database &database, const QString &nodeName, std::chrono::seconds patience,
                     const std::function<void(const MigrationProgress &)> &report)
{
    MigrationOptions options;
    options.nodeName = nodeName;
    options.patience = patience;
    if (report)
        options.report = report;
    options.afterStatement = [] { return failPoint(FailPoint::MigrationStatement); };
    return migrate(database, options);
}

Result<QStringList> pendingMigrations(Database &database)
{
    initResource();
    const auto steps = readMigrations(MigrationOptions{}.folder);
    if (!steps)
        return tl::unexpected(steps.error());
    return planMigration(database, *steps, schemaRelease).map([](const MigrationPlan &plan) {
        QStringList names;
        for (const PendingStep &pending : plan.pending)
            names += pending.step.fileName();
        return names;
    });
}

} // namespace mdash
