#include "features/preferences/preferencesservice.h"
#include "features/preferences/starsstore.h"
#include "features/teams/teamsstore.h"
#include "identityfixture.h"
#include "support/testdatabase.h"

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

DashboardId addDashboard(Database &database, OrgId orgId, const QString &uid)
{
    return DashboardId{*database.insert(
        u"INSERT INTO dashboard (org_id, uid, folder_uid, title, tags, version, changed_seq, created_at, created_by, updated_at, updated_by)"
        " VALUES (?, ?, '', ?, '[]', 1, 1, DBNOW, 0, DBNOW, 0)"_s,
        {orgId, uid, uid})};
}

PreferencesChange theme(const QString &name)
{
    PreferencesChange change;
    change.theme = name;
    return change;
}

PreferencesChange home(const QString &uid)
{
    PreferencesChange change;
    change.homeDashboardUid = uid;
    return change;
}

} // namespace

class tst_PreferencesService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void replace_forgetsWhatIsNotNamed_changeKeepsIt()
    {
        TEST_DATABASE(database);
        PreferencesStore store(database);
        PreferencesService preferences(store);
        const PreferenceOwner ada{OrgId{1}, UserId{5}, TeamId{}};
        PreferencesChange zone;
        zone.timezone = u"utc"_s;
        QVERIFY(preferences.replace(ada, zone));
        QVERIFY(preferences.change(ada, theme(u"light"_s)));
        QCOMPARE(preferences.find(ada)->timezone, u"utc"_s);
        QCOMPARE(preferences.find(ada)->theme, u"light"_s);
        QVERIFY(preferences.replace(ada, theme(u"dark"_s)));
        QCOMPARE(preferences.find(ada)->timezone, QString());
        QCOMPARE(preferences.find({OrgId{2}, UserId{5}, TeamId{}})->theme, QString());
    }

    void change_refusesUnknownThemesAndDashboards()
    {
        TEST_DATABASE(database);
        PreferencesStore store(database);
        PreferencesService preferences(store);
        const PreferenceOwner ada{OrgId{1}, UserId{5}, TeamId{}};
        addDashboard(database, OrgId{2}, u"theirs"_s);
        QCOMPARE(preferences.change(ada, theme(u"neon"_s)).error().detail, u"Invalid theme"_s);
        QCOMPARE(preferences.change(ada, home(u"no-such"_s)).error().code, ErrorCode::NotFound);
        QCOMPARE(preferences.change(ada, home(u"theirs"_s)).error().code, ErrorCode::NotFound);
        PreferencesChange byId;
        byId.homeDashboardId = DashboardId{987'654};
        QCOMPARE(preferences.change(ada, byId).error().code, ErrorCode::NotFound);
    }

    void effectiveFor_prefersUserToTeamToOrganisation()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PreferencesStore store(database);
        PreferencesService preferences(store);
        const Principal ada = fixture.caller(fixture.addUser(u"ada"_s), OrgRole::Viewer);
        const TeamId crew = TeamsStore(database).insert(fixture.orgId, u"crew"_s, {}, ada.userId)->id;
        const TeamId others = TeamsStore(database).insert(fixture.orgId, u"others"_s, {}, UserId{})->id;
        for (const QString &uid : {u"org"_s, u"team"_s, u"other"_s, u"own"_s})
            addDashboard(database, fixture.orgId, uid);
        QCOMPARE(preferences.effectiveFor(ada)->homeDashboardUid, QString());
        QVERIFY(preferences.change({fixture.orgId}, home(u"org"_s)));
        QVERIFY(preferences.change({fixture.orgId}, theme(u"light"_s)));
        QVERIFY(preferences.change({fixture.orgId, UserId{}, others}, home(u"other"_s)));
        QCOMPARE(preferences.effectiveFor(ada)->homeDashboardUid, u"org"_s);
        QVERIFY(preferences.change({fixture.orgId, UserId{}, crew}, home(u"team"_s)));
        QCOMPARE(preferences.effectiveFor(ada)->homeDashboardUid, u"team"_s);
        QVERIFY(preferences.change({fixture.orgId, ada.userId, TeamId{}}, home(u"own"_s)));
        QCOMPARE(preferences.effectiveFor(ada)->homeDashboardUid, u"own"_s);
        QCOMPARE(preferences.effectiveFor(ada)->theme, u"light"_s);
        QVERIFY(preferences.change({fixture.orgId, ada.userId, TeamId{}}, home(u""_s)));
        QCOMPARE(preferences.effectiveFor(ada)->homeDashboardUid, u"team"_s);
    }

    void homeDashboard_thatIsGone_countsAsNotChosen()
    {
        TEST_DATABASE(database);
        PreferencesStore store(database);
        PreferencesService preferences(store);
        const PreferenceOwner ada{OrgId{1}, UserId{5}, TeamId{}};
        addDashboard(database, OrgId{1}, u"board"_s);
        QVERIFY(preferences.change(ada, home(u"board"_s)));
        QVERIFY(database->execute(u"DELETE FROM dashboard"_s));
        QVERIFY(preferences.find(ada)->homeDashboardUid.isEmpty());
    }

    void stars_areSetOnceAndTakenAway()
    {
        TEST_DATABASE(database);
        StarsStore stars(database);
        const DashboardId board = addDashboard(database, OrgId{1}, u"board"_s);
        QVERIFY(stars.add(OrgId{1}, UserId{5}, board));
        QVERIFY(stars.add(OrgId{1}, UserId{5}, board));
        QCOMPARE(*stars.uidsOf(OrgId{1}, UserId{5}), std::vector<QString>{u"board"_s});
        QVERIFY(stars.uidsOf(OrgId{1}, UserId{6})->empty());
        QVERIFY(stars.remove(OrgId{1}, UserId{5}, board));
        QVERIFY(stars.remove(OrgId{1}, UserId{5}, board));
        QVERIFY(stars.uidsOf(OrgId{1}, UserId{5})->empty());
    }
};

QTEST_GUILESS_MAIN(tst_PreferencesService)
#include "tst_preferencesservice.moc"
