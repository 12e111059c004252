#include "features/administration/statisticscache.h"
#include "features/administration/statisticsstore.h"
#include "identityfixture.h"
#include "support/testclock.h"
#include "support/testdatabase.h"

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_Statistics : public QObject
{
    Q_OBJECT

    static void addDashboard(Database &database, const QString &uid, const QString &tags)
    {
        QVERIFY(database.insert(
            u"INSERT INTO dashboard (org_id, uid, folder_uid, title, tags, version, changed_seq, created_at, created_by, updated_at, updated_by)"
            " VALUES (1, ?, '', ?, ?, 1, 1, DBNOW, 0, DBNOW, 0)"_s,
            {uid, uid, tags}));
    }

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void count_ofAnEmptyServer()
    {
        TEST_DATABASE(database);
        const auto all = StatisticsStore(database).count();
        QVERIFY(all);
        QCOMPARE(all->organisations, 0);
        QCOMPARE(all->users.all, 0);
        QVERIFY(all->dataSourcesByType.empty());
    }

    void count_takesPeopleByTheirHighestRole()
    {
        TEST_DATABASE(database);
        IdentityFixture main(database);
        const UserId ada = main.addUser(u"ada"_s, OrgRole::Editor);
        main.addUser(u"bob"_s, OrgRole::Viewer);
        main.addUser(u"cleo"_s, OrgRole::None);
        IdentityFixture other(database, u"Other"_s);
        QVERIFY(database->execute(u"INSERT INTO org_user (org_id, user_id, role, created_at, updated_at) VALUES (?, ?, 'Admin', DBNOW, DBNOW)"_s,
                                  {other.orgId, ada}));
        QVERIFY(database->execute(u"UPDATE user_account SET last_seen_at = DBNOW - 172800000 WHERE id = ?"_s, {ada}));

        const auto all = StatisticsStore(database).count();

        QVERIFY(all);
        QCOMPARE(all->organisations, 2);
        QCOMPARE(all->users.all, 3);
        QCOMPARE(all->users.ofMonth, 1);
        QCOMPARE(all->users.ofDay, 0);
        QCOMPARE(all->admins.all, 1);
        QCOMPARE(all->admins.ofMonth, 1);
        QCOMPARE(all->editors.all, 0);
        QCOMPARE(all->viewers.all, 1);
    }

    void count_takesEachTagOnce()
    {
        TEST_DATABASE(database);
        addDashboard(database, u"a"_s, u"[]"_s);
        addDashboard(database, u"b"_s, u"[\"linux\",\"disk\"]"_s);
        addDashboard(database, u"c"_s, u"[\"linux\"]"_s);
        const auto all = StatisticsStore(database).count();
        QVERIFY(all);
        QCOMPARE(all->dashboards, 3);
        QCOMPARE(all->tags, 2);
    }

    void cache_countsOnceAMinute()
    {
        TestClock clock;
        StatisticsCache cache(clock);
        qint64 counts = 0;
        const auto count = [&]() -> std::optional<Statistics> {
            Statistics all;
            all.dashboards = ++counts;
            return all;
        };
        QVERIFY(!cache.get([]() -> std::optional<Statistics> { return std::nullopt; }));
        QCOMPARE(cache.get(count)->dashboards, 1);
        QCOMPARE(cache.get(count)->dashboards, 1);
        clock.advance(Millis(60'000));
        QCOMPARE(cache.get(count)->dashboards, 2);
        clock.advance(Millis(60'000));
        QCOMPARE(cache.get([]() -> std::optional<Statistics> { return std::nullopt; })->dashboards, 2);
    }
};

QTEST_GUILESS_MAIN(tst_Statistics)
#include "tst_statistics.moc"
