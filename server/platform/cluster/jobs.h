#pragma once

#include "platform/cluster/leases.h"

#include <functional>

namespace mdash {

/// First statement of each transaction of a job. Fails with Conflict when another node has taken the job over: roll back.
using JobGuard = std::function<Result<void>()>;

/// Something that is done once in the cluster every so often, by whichever ready node comes first (cluster.md §4).
struct PeriodicJob
{
    QString name; // such as "sessions"; ≤ 100 characters. Its lease is "job:<name>"
    std::chrono::milliseconds interval{};
    /// Does one batch, at most Jobs::batchRows rows and about 50 ms, in one transaction that begins with the guard. Answers
    /// how many rows it did; it is called again while that is Jobs::batchRows or more. A crash repeats a batch.
    std::function<Result<qint64>(Database &, const JobGuard &)> batch;
};

/// A job of single statements: @p batch changes at most Jobs::batchRows rows, inside a transaction that begins with the guard.
[[nodiscard]] PeriodicJob guardedJob(QString name, std::chrono::milliseconds interval, std::function<Result<qint64>(Database &)> batch);

/// The jobs that this node knows, and their rows in cluster_job. Used by one thread, but for what says otherwise.
class Jobs
{
public:
    static constexpr qint64 batchRows = 1'000;
    static constexpr std::chrono::milliseconds leaseTime{60'000};
    static constexpr std::chrono::milliseconds retryAfter{60'000}; // a failed job; sooner if its interval is shorter

    /// How a run ended, for figures and history.
    struct Run
    {
        QString name;
        QString result; // "done", "failed", or "stopped" when the lease was lost or the node stops
        qint64 rows = 0;
        QString takenFrom; // owner whose run did not end; else empty
    };
    using OnRun = std::function<void(Database &, const Run &)>;

    Jobs(Leases &leases, std::vector<PeriodicJob> jobs, OnRun onRun);

    /// Makes the rows that are missing; new jobs are due after their interval, at most a minute.
    Result<void> declare(Database &database);
    /// Runs each job that is due and that nobody runs. A job that fails is recorded, not reported here.
    Result<void> runDue(Database &database);
    /// Ends the run at its next batch; any thread.
    void stop() { m_stops = true; }

    /// SELECT that counts the jobs which are due and free, for whoever asks the database anyway; no parameters.
    [[nodiscard]] static const QString &dueCount();

private:
    Result<void> run(Database &database, const PeriodicJob &job);
    Result<bool> begin(Database &database, const PeriodicJob &job, const Lease &lease);
    Run work(Database &database, const PeriodicJob &job, const Lease &lease, QString &message);
    Result<void> end(Database &database, const PeriodicJob &job, const Lease &lease, const Run &run, const QString &message);

    Leases &m_leases;
    const std::vector<PeriodicJob> m_jobs;
    const OnRun m_onRun;
    std::atomic<bool> m_stops{false};
};

} // namespace mdash
