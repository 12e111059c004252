#include "runtime/periodicjobs.h"

#include "support/testdatabase.h"

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 day = 86'400'000, hour = 3'600'000;

qint64 count(Database &database, const QString &table)
{
    return **database.selectOne(u"SELECT COUNT(*) FROM "_s + table, {}, [](const Row &row) { return row.integer(0); });
}

qint64 run(Database &database, const QString &name, const NodeOptions &options)
{
    for (const PeriodicJob &job : periodicJobs(options)) {
        if (job.name == name)
            return job.batch(database, []() -> Result<void> { return {}; }).value_or(-1);
    }
    return -2;
}

} // namespace

class tst_periodicjobs : public QObject
{
    Q_OBJECT

    static NodeOptions options()
    {
        NodeOptions options;
        options.auth.lifetime = 30 * 24h;
        options.auth.inactiveLifetime = 7 * 24h;
        options.dashboards.versionsToKeep = 2;
        return options;
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void names_areUsedOnce()
    {
        QSet<QString> names;
        for (const PeriodicJob &job : periodicJobs(options())) {
            QVERIFY2(!names.contains(job.name), qPrintable(job.name));
            names.insert(job.name);
            QVERIFY(job.interval >= 1min);
        }
        QVERIFY(!names.isEmpty());
    }

    void all_workOnEmptyTables()
    {
        TEST_DATABASE(database);
        for (const PeriodicJob &job : periodicJobs(options())) {
            const auto done = job.batch(database, []() -> Result<void> { return {}; });
            QVERIFY2(done, qPrintable(job.name));
            QCOMPARE(*done, 0);
        }
    }

    void sessions_goADayAfterTheirEnd()
    {
        TEST_DATABASE(database);
        const auto add = [&](const QString &sid, qint64 created, qint64 rotated, std::optional<qint64> revoked) {
            QVERIFY(database->execute(u"INSERT INTO user_session (sid_hash, user_id, n, created_at, rotated_at, seen_at, revoked_at, client_ip, user_agent)"
                                      " VALUES (?, 1, 1, DBNOW - ?, DBNOW - ?, 0, CASE WHEN ? < 0 THEN NULL ELSE DBNOW - ? END, '', '')"_s,
                                      {sid.repeated(64).left(64), created, rotated, revoked.value_or(-1), revoked.value_or(-1)}));
        };
        add(u"1"_s, hour, hour, std::nullopt);
        add(u"2"_s, 2 * day, hour, day + hour);   // revoked
        add(u"3"_s, 2 * day, hour, day - hour);   // revoked too recently
        add(u"4"_s, 31 * day + hour, hour, std::nullopt); // too old
        add(u"5"_s, 9 * day, 8 * day + hour, std::nullopt); // idle for too long
        add(u"6"_s, 9 * day, 8 * day - hour, std::nullopt);
        QCOMPARE(run(database, u"sessions"_s, options()), 3);
        QCOMPARE(count(database, u"user_session"_s), 3);
    }

    void loginThrottles_goWhenTheyRefuseNothing()
    {
        TEST_DATABASE(database);
        const auto add = [&](const QString &bucket, qint64 window, qint64 next) {
            QVERIFY(database->execute(u"INSERT INTO login_throttle (bucket, failures, window_until, next_try_at) VALUES (?, 1, DBNOW + ?, DBNOW + ?)"_s,
                                      {bucket.repeated(44), window, next}));
        };
        add(u"a"_s, -hour, -hour);
        add(u"b"_s, hour, -hour);
        add(u"c"_s, -hour, hour);
        QCOMPARE(run(database, u"login-throttles"_s, options()), 1);
        QCOMPARE(count(database, u"login_throttle"_s), 2);
    }

    void clusterEvents_keepTheNewest()
    {
        TEST_DATABASE(database);
        const auto add = [&](qint64 id, qint64 age) {
            QVERIFY(database->execute(u"INSERT INTO cluster_event (id, nonce, topic, payload, origin, created_at)"
                                      " VALUES (?, '0123456789abcdef', 't', '', '', DBNOW - ?)"_s,
                                      {id, age}));
        };
        add(1, 0);
        add(5, 2 * hour);
        add(100'002, 0);
        QCOMPARE(run(database, u"cluster-events"_s, options()), 2); // 1 is beyond the last 100,000, 5 is too old
        add(100'003, 2 * hour);
        QCOMPARE(run(database, u"cluster-events"_s, options()), 0);
        QCOMPARE(count(database, u"cluster_event"_s), 2);
    }

    void dashboardVersions_followTheSetting()
    {
        TEST_DATABASE(database);
        QVERIFY(database->execute(u"INSERT INTO dashboard (org_id, uid, folder_uid, title, tags, version, changed_seq, created_at, created_by,"
                                  " updated_at, updated_by) VALUES (1, 'u', '', 't', '[]', 5, 1, 0, 0, 0, 0)"_s));
        const qint64 id = **database->selectOne(u"SELECT id FROM dashboard"_s, {}, [](const Row &row) { return row.integer(0); });
        for (int version = 1; version <= 5; ++version)
            QVERIFY(database->execute(u"INSERT INTO dashboard_version (dashboard_id, version, parent_version, restored_from, created_at, created_by,"
                                      " message, data) VALUES (?, ?, 0, 0, 0, 0, '', '{}')"_s,
                                      {id, version}));
        QCOMPARE(run(database, u"dashboard-versions"_s, options()), 3);
        const auto least = database->selectOne(u"SELECT MIN(version) FROM dashboard_version"_s, {}, [](const Row &row) { return row.integer(0); });
        QCOMPARE(**least, 4);
    }

    void goneNodes_goAfterAWeek()
    {
        TEST_DATABASE(database);
        const auto add = [&](const QString &id, qint64 age) {
            QVERIFY(database->execute(u"INSERT INTO cluster_node (node_id, incarnation, host_id, name, address, release_no, version, state, started_at,"
                                      " heartbeat_at, clock_offset, last_event, fingerprints, detail) VALUES (?, 1, 'h', 'n', '', 1, '', 'gone', 0,"
                                      " DBNOW - ?, 0, 0, '{}', '{}')"_s,
                                      {id, age}));
            QVERIFY(database->execute(u"INSERT INTO cluster_node_config (node_id, settings, updated_at) VALUES (?, '[]', 0)"_s, {id}));
        };
        add(u"old"_s, 7 * day + hour);
        add(u"young"_s, 7 * day - hour);
        QCOMPARE(run(database, u"gone-nodes"_s, options()), 1);
        QCOMPARE(count(database, u"cluster_node"_s), 1);
        QCOMPARE(count(database, u"cluster_node_config"_s), 1);
    }

    void clusterHistory_isKeptForAMonth()
    {
        TEST_DATABASE(database);
        for (const qint64 age : {31 * day, 29 * day})
            QVERIFY(database->execute(u"INSERT INTO cluster_history (happened_at, kind, node, subject, detail) VALUES (DBNOW - ?, 'k', 'n', '', '')"_s, {age}));
        QCOMPARE(run(database, u"cluster-history"_s, options()), 1);
    }

    void selfMetrics_areKeptForADay()
    {
        TEST_DATABASE(database);
        for (const qint64 age : {25 * hour, 23 * hour})
            QVERIFY(database->execute(u"INSERT INTO self_sample (taken_at, node, figures) VALUES (DBNOW - ?, 'n', '')"_s, {age}));
        QCOMPARE(run(database, u"self-metrics"_s, options()), 1);
    }
};

QTEST_GUILESS_MAIN(tst_periodicjobs)
#include "tst_periodicjobs.moc"
