#include "features/permissions/permissionsservice.h"
#include "features/teams/teamsstore.h"
#include "identityfixture.h"
#include "support/testdatabase.h"

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

const SecuredObject folder = SecuredObject::folder(FolderId{1});
const SecuredObject board = SecuredObject::dashboard(DashboardId{9}, {FolderId{1}});

Grantee user(UserId id)
{
    return {id, TeamId{}, OrgRole::None};
}

Grantee team(TeamId id)
{
    return {UserId{}, id, OrgRole::None};
}

Grantee role(OrgRole name)
{
    return {UserId{}, TeamId{}, name};
}

} // namespace

class tst_PermissionsService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void grant_givesAndTakes()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        const UserId ada = fixture.addUser(u"ada"_s), bob = fixture.addUser(u"bob"_s);
        const Principal asAda = fixture.caller(ada, OrgRole::Viewer);

        QCOMPARE(*permissions.rightOn(asAda, board), Right::View);
        QVERIFY(permissions.grant(fixture.orgId, folder, user(ada), Right::Edit));
        QCOMPARE(*permissions.rightOn(asAda, board), Right::Edit);
        QCOMPARE(*permissions.rightOn(fixture.caller(bob, OrgRole::Viewer), board), Right::View);
        QVERIFY(permissions.grant(fixture.orgId, folder, user(ada), Right::Admin));
        QCOMPARE(*permissions.rightOn(asAda, board), Right::Admin);
        QVERIFY(permissions.grant(fixture.orgId, folder, user(ada), Right::None));
        QCOMPARE(*permissions.rightOn(asAda, board), Right::View);
        QVERIFY(!*permissions.hasOwnGrants(fixture.orgId, folder));
    }

    void grantToATeam_countsForMembersAtOnce()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        TeamsStore teams(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        const Team crew = *teams.insert(fixture.orgId, u"crew"_s, {}, UserId{});
        QVERIFY(permissions.grant(fixture.orgId, folder, team(crew.id), Right::Edit));
        QCOMPARE(*permissions.rightOn(fixture.caller(ada, OrgRole::None), board), Right::None);
        QVERIFY(teams.addMember(fixture.orgId, crew.id, ada, TeamPermission::Member));
        QCOMPARE(*permissions.rightOn(fixture.caller(ada, OrgRole::None), board), Right::Edit);
    }

    void takenDefault_hidesAndComesBack()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        const Principal viewer = fixture.caller(fixture.addUser(u"ada"_s), OrgRole::Viewer);
        QVERIFY(permissions.grant(fixture.orgId, folder, role(OrgRole::Viewer), Right::None));
        QCOMPARE(*permissions.rightOn(viewer, board), Right::None);
        const auto refused = permissions.require(viewer, board, Right::View, u"dashboards:read"_s);
        QCOMPARE(refused.error().code, ErrorCode::Forbidden);
        QVERIFY(refused.error().detail.contains(u"dashboards:read"_s));
        QVERIFY(permissions.grant(fixture.orgId, folder, role(OrgRole::Viewer), Right::View));
        QVERIFY(permissions.require(viewer, board, Right::View, u"dashboards:read"_s));
    }

    void otherOrganisations_seeNothingOfIt()
    {
        TEST_DATABASE(database);
        IdentityFixture here(database), there(database, u"Other"_s);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        const UserId ada = here.addUser(u"ada"_s);
        QVERIFY(permissions.grant(here.orgId, folder, user(ada), Right::Admin));
        QCOMPARE(*permissions.rightOn(there.caller(ada, OrgRole::None), folder), Right::None);
        QCOMPARE(permissions.grant(there.orgId, folder, user(ada), Right::Edit).error().code, ErrorCode::InvalidInput);
    }

    void grantsOn_listsDefaultsOwnAndInherited()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        const UserId ada = fixture.addUser(u"ada"_s);
        QVERIFY(permissions.grant(fixture.orgId, folder, user(ada), Right::Edit));
        const auto grants = *permissions.grantsOn(fixture.orgId, board);
        QCOMPARE(grants.size(), 3u);
        QCOMPARE(grants[0].userLogin, u"ada"_s);
        QVERIFY(grants[0].isInherited);
        QCOMPARE(grants[1].grantee, role(OrgRole::Viewer));
        QCOMPARE(grants[1].right, Right::View);
        QCOMPARE(grants[2].grantee, role(OrgRole::Editor));
        QCOMPARE(grants[2].right, Right::Edit);
    }

    void replace_takesDefaultsThatAreNotListed()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        const UserId ada = fixture.addUser(u"ada"_s);
        QVERIFY(permissions.replace(fixture.orgId, folder, {{user(ada), Right::Edit}, {role(OrgRole::Editor), Right::View}}));
        QCOMPARE(*permissions.rightOn(fixture.caller(UserId{}, OrgRole::Viewer), folder), Right::None);
        QCOMPARE(*permissions.rightOn(fixture.caller(UserId{}, OrgRole::Editor), folder), Right::View);
        QCOMPARE(permissions.grantsOn(fixture.orgId, folder)->size(), 2u);
        QVERIFY(permissions.replace(fixture.orgId, folder, {}));
        QVERIFY(permissions.grantsOn(fixture.orgId, folder)->empty());
    }

    void replace_refusesOneGranteeTwice()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        const UserId ada = fixture.addUser(u"ada"_s);
        const auto refused = permissions.replace(fixture.orgId, folder, {{user(ada), Right::Edit}, {user(ada), Right::View}});
        QCOMPARE(refused.error().detail, u"permission already exists"_s);
        QVERIFY(!*permissions.hasOwnGrants(fixture.orgId, folder));
    }

    void grant_refusesWhatMakesNoSense_data()
    {
        QTest::addColumn<qint64>("userId");
        QTest::addColumn<qint64>("teamId");
        QTest::addColumn<int>("roleNumber");
        QTest::newRow("nobody") << qint64{0} << qint64{0} << int(OrgRole::None);
        QTest::newRow("unknown user") << qint64{987'654} << qint64{0} << int(OrgRole::None);
        QTest::newRow("unknown team") << qint64{0} << qint64{987'654} << int(OrgRole::None);
        QTest::newRow("two at once") << qint64{0} << qint64{1} << int(OrgRole::Viewer);
        QTest::newRow("less for administrators") << qint64{0} << qint64{0} << int(OrgRole::Admin);
    }
    void grant_refusesWhatMakesNoSense()
    {
        QFETCH(qint64, userId);
        QFETCH(qint64, teamId);
        QFETCH(int, roleNumber);
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        const Grantee grantee{UserId{userId}, TeamId{teamId}, static_cast<OrgRole>(roleNumber)};
        QCOMPARE(permissions.grant(fixture.orgId, folder, grantee, Right::View).error().code, ErrorCode::InvalidInput);
    }

    void grantCreator_givesMembersBelowAdminTheirOwnWork()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        const Principal editor = fixture.caller(fixture.addUser(u"ada"_s, OrgRole::Editor), OrgRole::Editor);
        QVERIFY(permissions.grantCreator(editor, folder));
        QCOMPARE(*permissions.rightOn(editor, folder), Right::Admin);
        QVERIFY(permissions.grantCreator(editor, board)); // inherits it
        QVERIFY(!*permissions.hasOwnGrants(fixture.orgId, board));
        QVERIFY(permissions.forget(fixture.orgId, folder.kind, folder.id));
        QCOMPARE(*permissions.rightOn(editor, folder), Right::Edit);
    }

    void hasAction_knowsWhatAGrantGives()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        TeamsStore teams(database);
        const Principal viewer = fixture.caller(fixture.addUser(u"ada"_s), OrgRole::Viewer);
        QVERIFY(!*permissions.hasAction(viewer, "dashboards:write"));
        QVERIFY(!*permissions.hasAction(viewer, "teams:read"));
        QVERIFY(permissions.grant(fixture.orgId, folder, user(viewer.userId), Right::Edit));
        QVERIFY(*permissions.hasAction(viewer, "dashboards:write"));
        QVERIFY(!*permissions.hasAction(viewer, "folders.permissions:write"));
        const Team crew = *teams.insert(fixture.orgId, u"crew"_s, {}, UserId{});
        QVERIFY(teams.addMember(fixture.orgId, crew.id, viewer.userId, TeamPermission::Member));
        QVERIFY(*permissions.hasAction(viewer, "teams:read"));
        QVERIFY(!*permissions.hasAction(viewer, "teams:write"));
        QVERIFY(*teams.setPermission(fixture.orgId, crew.id, viewer.userId, TeamPermission::Administrator));
        QVERIFY(*permissions.hasAction(viewer, "teams:write"));
        QVERIFY(!*permissions.hasAction(viewer, "users:read"));
    }

    void rightOn_costsAtMostOneStatement()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        PermissionsStore store(database);
        PermissionsService permissions(store, false);
        const UserId ada = fixture.addUser(u"ada"_s);
        const qint64 before = database->statementCount();
        QVERIFY(permissions.rightOn(fixture.caller(ada, OrgRole::Admin), board));
        QCOMPARE(database->statementCount(), before);
        QVERIFY(permissions.rightOn(fixture.caller(ada, OrgRole::Viewer), board));
        QCOMPARE(database->statementCount(), before + 1);
    }
};

QTEST_GUILESS_MAIN(tst_PermissionsService)
#include "tst_permissionsservice.moc"
