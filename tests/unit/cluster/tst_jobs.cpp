#include "platform/cluster/jobs.h"

#include "support/testclock.h"
#include "support/testdatabase.h"

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct JobRow
{
    qint64 waits = 0; // ms until it is due
    QString result, message;
};

JobRow rowOf(Database &database, const QString &name)
{
    return database
        .selectOne(u"SELECT due_at - DBNOW, result, message FROM cluster_job WHERE name = ?"_s, {name},
                   [](const Row &row) { return JobRow{row.integer(0), row.text(1), row.text(2)}; })
        ->value_or(JobRow{});
}

void makeDue(Database &database)
{
    QVERIFY(database.execute(u"UPDATE cluster_job SET due_at = 1"_s));
}

qint64 dueJobs(Database &database)
{
    return **database.selectOne(Jobs::dueCount(), {}, [](const Row &row) { return row.integer(0); });
}

} // namespace

class tst_jobs : public QObject
{
    Q_OBJECT

    TestBootClock m_boot;
    std::vector<Jobs::Run> m_runs;
    const Jobs::OnRun m_note = [this](Database &, const Jobs::Run &run) { m_runs.push_back(run); };

    /// Answers @p batches one after the other.
    static PeriodicJob countingJob(std::vector<qint64> batches, int &calls)
    {
        return {u"count"_s, 10min, [batches, &calls](Database &, const JobGuard &guard) -> Result<qint64> {
                    if (const auto mine = guard(); !mine)
                        return tl::unexpected(mine.error());
                    return batches.at(static_cast<std::size_t>(calls++));
                }};
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }
    void init() { m_runs.clear(); }

    void runDue_runsOnceInTheCluster()
    {
        TEST_DATABASE(database);
        int calls = 0;
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        Jobs jobsOfA(a, {countingJob({1000, 7, 0}, calls)}, m_note), jobsOfB(b, {countingJob({1000, 7, 0}, calls)}, m_note);
        QVERIFY(jobsOfA.declare(database) && jobsOfB.declare(database));
        QCOMPARE(dueJobs(database), 0);
        QVERIFY(jobsOfA.runDue(database));
        QCOMPARE(calls, 0);

        makeDue(database);
        QCOMPARE(dueJobs(database), 1);
        QVERIFY(jobsOfA.runDue(database));
        QVERIFY(jobsOfB.runDue(database));

        QCOMPARE(calls, 2);
        QCOMPARE(dueJobs(database), 0);
        const JobRow row = rowOf(database, u"count"_s);
        QCOMPARE(row.result, u"done"_s);
        QCOMPARE(row.message, u"1007 rows"_s);
        QVERIFY(row.waits > 590'000 && row.waits <= 600'000);
        QCOMPARE(m_runs.size(), 1U);
        QVERIFY(a.held().empty());
    }

    void runDue_leavesAJobThatAnotherNodeRuns()
    {
        TEST_DATABASE(database);
        int calls = 0;
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        Jobs jobs(a, {countingJob({0}, calls)}, m_note);
        QVERIFY(jobs.declare(database));
        makeDue(database);
        QVERIFY(*b.take(database, u"job:count"_s, Jobs::leaseTime));

        QCOMPARE(dueJobs(database), 0);
        QVERIFY(jobs.runDue(database));
        QCOMPARE(calls, 0);
    }

    void runDue_takesOverFromACrashedNode()
    {
        TEST_DATABASE(database);
        int calls = 0;
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        Jobs jobs(a, {countingJob({3}, calls)}, m_note);
        QVERIFY(jobs.declare(database));
        makeDue(database);
        QVERIFY(*b.take(database, u"job:count"_s, Jobs::leaseTime));
        QVERIFY(database->execute(u"UPDATE cluster_lease SET lease_until = 1"_s));

        QVERIFY(jobs.runDue(database));

        QCOMPARE(calls, 1);
        QCOMPARE(m_runs.size(), 1U);
        QCOMPARE(m_runs.front().takenFrom, u"b/1"_s);
    }

    void runDue_recordsAFailureAndTriesAgainSoon()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot);
        Jobs jobs(a, {{u"broken"_s, 1h, [](Database &, const JobGuard &) -> Result<qint64> { return fail(ErrorCode::Internal, u"no luck"_s); }}},
                  m_note);
        QVERIFY(jobs.declare(database));
        makeDue(database);

        QVERIFY(jobs.runDue(database));

        const JobRow row = rowOf(database, u"broken"_s);
        QCOMPARE(row.result, u"failed"_s);
        QCOMPARE(row.message, u"no luck"_s);
        QVERIFY(row.waits > 50'000 && row.waits <= 60'000);
    }

    void runDue_stopsWhenAnotherNodeTookTheJobOver()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        int calls = 0;
        Jobs jobs(a,
                  {{u"slow"_s, 1h,
                    [&](Database &connection, const JobGuard &guard) -> Result<qint64> {
                        ++calls;
                        if (const auto mine = guard(); !mine)
                            return tl::unexpected(mine.error());
                        // As if this node had been frozen here for longer than its lease.
                        [&] { QVERIFY(connection.execute(u"UPDATE cluster_lease SET lease_until = 1"_s)); }();
                        [&] { QVERIFY(*b.take(connection, u"job:slow"_s, Jobs::leaseTime)); }();
                        return Jobs::batchRows;
                    }}},
                  m_note);
        QVERIFY(jobs.declare(database));
        makeDue(database);

        QVERIFY(jobs.runDue(database));

        QCOMPARE(calls, 2);
        QCOMPARE(m_runs.front().result, u"stopped"_s);
        const JobRow row = rowOf(database, u"slow"_s);
        QCOMPARE(row.result, u"running"_s); // of the new holder, as far as this node may say
        QVERIFY(row.waits < 0);
    }

    void stop_leavesTheRestToOthers()
    {
        TEST_DATABASE(database);
        Leases a(u"a/1"_s, u"a"_s, m_boot), b(u"b/1"_s, u"b"_s, m_boot);
        int calls = 0;
        Jobs *running = nullptr;
        Jobs jobs(a,
                  {{u"long"_s, 1h,
                    [&](Database &, const JobGuard &) -> Result<qint64> {
                        ++calls;
                        running->stop();
                        return Jobs::batchRows;
                    }}},
                  m_note);
        running = &jobs;
        QVERIFY(jobs.declare(database));
        makeDue(database);

        QVERIFY(jobs.runDue(database));

        QCOMPARE(calls, 1);
        QCOMPARE(rowOf(database, u"long"_s).result, u"stopped"_s);
        QCOMPARE(dueJobs(database), 1);
    }

    void guardedJob_worksOnlyUnderItsLease()
    {
        TEST_DATABASE(database);
        const PeriodicJob job = guardedJob(u"history"_s, 1h, [](Database &connection) {
            return connection.execute(u"INSERT INTO cluster_history (happened_at, kind, node, subject, detail) VALUES (1, 'k', 'n', '', '')"_s);
        });
        const auto rows = [&] {
            return **database->selectOne(u"SELECT COUNT(*) FROM cluster_history"_s, {}, [](const Row &row) { return row.integer(0); });
        };
        const JobGuard fenced = []() -> Result<void> { return fail(ErrorCode::Conflict, u"taken"_s); };
        QVERIFY(!job.batch(database, fenced));
        QCOMPARE(rows(), 0);

        const JobGuard pass = []() -> Result<void> { return {}; };
        QCOMPARE(job.batch(database, pass).value_or(-1), 1);
        QCOMPARE(rows(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_jobs)
#include "tst_jobs.moc"
