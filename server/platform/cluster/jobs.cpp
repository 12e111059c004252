#include "platform/cluster/jobs.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Q_LOGGING_CATEGORY(lcJobs, "mdash.jobs")

namespace {

constexpr qint64 firstAfterMs = 60'000;

const QString isFree = u" j.due_at <= SCANNOW AND NOT EXISTS (SELECT 1 FROM cluster_lease l WHERE l.name = 'job:' || j.name"
                       " AND l.lease_until >= SCANNOW)"_s;

} // namespace

PeriodicJob guardedJob(QString name, std::chrono::milliseconds interval, std::function<Result<qint64>(Database &)> batch)
{
    return {std::move(name), interval, [batch = std::move(batch)](Database &database, const JobGuard &guard) {
                return database.transact([&](Transaction &) { return guard().and_then([&] { return batch(database); }); });
            }};
}

Jobs::Jobs(Leases &leases, std::vector<PeriodicJob> jobs, OnRun onRun) : m_leases(leases), m_jobs(std::move(jobs)), m_onRun(std::move(onRun)) {}

const QString &Jobs::dueCount()
{
    static const QString sql = u"SELECT COUNT(*) FROM cluster_job j WHERE"_s + isFree;
    return sql;
}

Result<void> Jobs::declare(Database &database)
{
    for (const PeriodicJob &job : m_jobs) {
        const qint64 wait = std::min<qint64>(firstAfterMs, job.interval.count());
        const auto made = database.execute(u"INSERT INTO cluster_job (name, due_at, epoch, started_at, finished_at, result, message)"
                                           " VALUES (?, DBNOW + ?, 0, 0, 0, '', '') {ifabsent name}"_s,
                                           {job.name, wait});
        if (!made)
            return tl::unexpected(made.error());
    }
    return {};
}

Result<void> Jobs::runDue(Database &database)
{
    static const QString sql = u"SELECT j.name FROM cluster_job j WHERE"_s + isFree + u" ORDER BY j.due_at"_s;
    const auto due = database.select(sql, {}, [](const Row &row) { return row.text(0); });
    if (!due)
        return tl::unexpected(due.error());
    for (const QString &name : *due) {
        const auto job = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const PeriodicJob &known) { return known.name == name; });
        if (job == m_jobs.end() || m_stops)
            continue; // a node of another release knows it
        if (const auto done = run(database, *job); !done)
            return done;
    }
    return {};
}

Result<void> Jobs::run(Database &database, const PeriodicJob &job)
{
    const auto lease = m_leases.take(database, u"job:"_s + job.name, leaseTime);
    if (!lease || !*lease)
        return lease.map([](const auto &) {});
    auto begun = begin(database, job, **lease);
    if (begun && *begun) {
        QString message;
        const Run run = work(database, job, **lease, message);
        m_onRun(database, run);
        begun = end(database, job, **lease, run, message).map([] { return true; });
    }
    const auto released = m_leases.release(database, **lease);
    return begun ? released : tl::unexpected(begun.error());
}

/// False if the job is not due any more: another node was faster.
Result<bool> Jobs::begin(Database &database, const PeriodicJob &job, const Lease &lease)
{
    return database.transact([&](Transaction &) {
        return m_leases.guard(database, lease)
            .and_then([&] {
                return database.execute(u"UPDATE cluster_job SET epoch = ?, started_at = DBNOW, result = 'running', message = ''"
                                        " WHERE name = ? AND due_at <= DBNOW"_s,
                                        {lease.epoch, job.name});
            })
            .map([](qint64 rows) { return rows > 0; });
    });
}

Jobs::Run Jobs::work(Database &database, const PeriodicJob &job, const Lease &lease, QString &message)
{
    Run run{job.name, u"done"_s, 0, lease.takenFrom};
    const JobGuard guard = [&] { return m_leases.guard(database, lease); };
    Result<qint64> rows = batchRows;
    while (rows && *rows >= batchRows && !m_stops && m_leases.isHeld(lease)) {
        rows = job.batch(database, guard);
        run.rows += rows.value_or(0);
    }
    message = u"%1 rows"_s.arg(run.rows);
    if (m_stops || !m_leases.isHeld(lease)) {
        run.result = u"stopped"_s;
    } else if (!rows) {
        run.result = u"failed"_s;
        message = rows.error().detail;
        qCWarning(lcJobs).noquote() << "job failed" << "name" << job.name << "error" << message;
    }
    return run;
}

/// A run that was stopped stays due, so that another node goes on at once.
Result<void> Jobs::end(Database &database, const PeriodicJob &job, const Lease &lease, const Run &run, const QString &message)
{
    const bool isStopped = run.result == "stopped"_L1;
    const auto wait = run.result == "failed"_L1 ? std::min(job.interval, retryAfter) : job.interval;
    const auto ended = database.transact([&](Transaction &) {
        return m_leases.guard(database, lease).and_then([&] {
            return database.execute(u"UPDATE cluster_job SET finished_at = DBNOW, result = ?, message = ?,"
                                    " due_at = CASE WHEN ? = 1 THEN due_at ELSE DBNOW + ? END WHERE name = ?"_s,
                                    {run.result, message, isStopped, static_cast<qint64>(wait.count()), job.name});
        });
    });
    if (!ended && ended.error().code == ErrorCode::Conflict)
        return {}; // the new holder records its own run
    return ended.map([](qint64) {});
}

} // namespace mdash
