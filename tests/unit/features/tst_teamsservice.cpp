#include "features/teams/teamsservice.h"
#include "identityfixture.h"
#include "support/testdatabase.h"

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_TeamsService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void create_makesTheCreatorTeamAdministrator()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        TeamsStore store(database);
        UsersStore users(database);
        TeamsService teams(store, users);
        const Principal admin = fixture.caller(fixture.addUser(u"ada"_s, OrgRole::Admin), OrgRole::Admin);
        const Team crew = *teams.create(admin, u"crew"_s, u"crew@example.org"_s);
        const auto members = *teams.members(admin, crew.id);
        QCOMPARE(members.size(), 1u);
        QCOMPARE(members[0].permission, TeamPermission::Administrator);
        QCOMPARE(teams.find(admin, QString::number(crew.id.value))->memberCount, 1);
        QCOMPARE(teams.find(admin, crew.uid)->id, crew.id);
        QCOMPARE(teams.create(admin, u"crew"_s, {}).error().code, ErrorCode::Conflict);
    }

    void strangersMembersAndAdministrators_mayWhatIsTheirs()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        TeamsStore store(database);
        UsersStore users(database);
        TeamsService teams(store, users);
        const Principal admin = fixture.caller(fixture.addUser(u"admin"_s, OrgRole::Admin), OrgRole::Admin);
        const Principal member = fixture.caller(fixture.addUser(u"member"_s), OrgRole::Viewer);
        const Principal stranger = fixture.caller(fixture.addUser(u"stranger"_s), OrgRole::Editor);
        const TeamId crew = teams.create(admin, u"crew"_s, {})->id, other = teams.create(admin, u"other"_s, {})->id;
        QVERIFY(teams.addMember(admin, crew, member.userId));

        QCOMPARE(teams.members(stranger, crew).error().code, ErrorCode::Forbidden);
        QVERIFY(teams.members(member, crew));
        QCOMPARE(teams.list(member, {})->total, 1);
        QCOMPARE(teams.list(stranger, {})->total, 0);
        QCOMPARE(teams.list(admin, {})->total, 2);
        QCOMPARE(teams.update(member, crew, u"ours"_s, {}).error().code, ErrorCode::Forbidden);
        QVERIFY(teams.setPermission(admin, crew, member.userId, TeamPermission::Administrator));
        QVERIFY(teams.update(member, crew, u"ours"_s, {}));
        QCOMPARE(teams.update(member, other, u"theirs"_s, {}).error().code, ErrorCode::Forbidden);
        QVERIFY(teams.remove(member, crew));
    }

    void members_areAddedOnceAndFromTheOrganisation()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database), elsewhere(database, u"Other"_s);
        TeamsStore store(database);
        UsersStore users(database);
        TeamsService teams(store, users);
        const Principal admin = fixture.caller(fixture.addUser(u"admin"_s, OrgRole::Admin), OrgRole::Admin);
        const UserId outsider = elsewhere.addUser(u"outsider"_s), bob = fixture.addUser(u"bob"_s);
        const TeamId crew = teams.create(admin, u"crew"_s, {})->id;
        QCOMPARE(teams.addMember(admin, crew, outsider).error().code, ErrorCode::NotFound);
        QVERIFY(teams.addMember(admin, crew, bob));
        QCOMPARE(teams.addMember(admin, crew, bob).error().detail, u"User is already added to this team"_s);
        QVERIFY(teams.removeMember(admin, crew, bob));
        QCOMPARE(teams.removeMember(admin, crew, bob).error().code, ErrorCode::NotFound);
        QVERIFY(teams.replaceMembers(admin, crew, {u"bob@example.org"_s}, {u"admin"_s}));
        QCOMPARE(teams.members(admin, crew)->size(), 2u);
        QCOMPARE(teams.replaceMembers(admin, crew, {u"outsider"_s}, {}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(teams.members(admin, crew)->size(), 2u);
    }

    void otherOrganisations_doNotSeeTheTeam()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database), elsewhere(database, u"Other"_s);
        TeamsStore store(database);
        UsersStore users(database);
        TeamsService teams(store, users);
        const Principal admin = fixture.caller(fixture.addUser(u"admin"_s, OrgRole::Admin), OrgRole::Admin);
        const Principal foreign = elsewhere.caller(elsewhere.addUser(u"foreign"_s, OrgRole::Admin), OrgRole::Admin);
        const TeamId crew = teams.create(admin, u"crew"_s, {})->id;
        QCOMPARE(teams.find(foreign, QString::number(crew.value)).error().code, ErrorCode::NotFound);
        QCOMPARE(teams.remove(foreign, crew).error().code, ErrorCode::NotFound);
        QVERIFY(teams.create(foreign, u"crew"_s, {})); // names are per organisation
    }
};

QTEST_GUILESS_MAIN(tst_TeamsService)
#include "tst_teamsservice.moc"
