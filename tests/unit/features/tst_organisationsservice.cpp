#include "features/organisations/organisationsservice.h"
#include "features/teams/teamsstore.h"
#include "identityfixture.h"
#include "support/testdatabase.h"

#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

struct Organisations
{
    explicit Organisations(Database &database) : store(database), members(database), users(database) {}
    OrganisationsStore store;
    MembersStore members;
    UsersStore users;
    OrganisationsService service{store, members, users};
};

} // namespace

class tst_OrganisationsService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void create_makesTheCreatorItsAdministrator()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Organisations organisations(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        const auto id = organisations.service.create(fixture.caller(ada, OrgRole::Viewer), u"R & D a/b"_s);
        QVERIFY(id);
        const auto members = *organisations.service.members(*id, {});
        QCOMPARE(members.size(), 1u);
        QCOMPARE(members[0].userId, ada);
        QCOMPARE(members[0].role, OrgRole::Admin);
        QCOMPARE(organisations.service.findByName(u"R & D a/b"_s)->id, *id);
    }

    void names_areTakenOnce()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Organisations organisations(database);
        const Principal caller = fixture.caller(fixture.addUser(u"ada"_s), OrgRole::Admin);
        const auto taken = organisations.service.create(caller, u"Main Org."_s);
        QCOMPARE(taken.error().code, ErrorCode::Conflict);
        QCOMPARE(taken.error().detail, u"Organization name taken"_s);
        const OrgId other = *organisations.service.create(caller, u"Other"_s);
        QCOMPARE(organisations.service.rename(other, u"Main Org."_s).error().code, ErrorCode::InvalidInput);
        QVERIFY(organisations.service.rename(other, u"Another"_s));
        QCOMPARE(organisations.service.rename(OrgId{987'654}, u"x"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(organisations.service.create(caller, u"x"_s.repeated(191)).error().code, ErrorCode::InvalidInput);
    }

    void list_filtersByPrefixAndName()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Organisations organisations(database);
        QVERIFY(organisations.store.insert(u"100%"_s, UserId{}));
        QVERIFY(organisations.store.insert(u"1000"_s, UserId{}));
        QCOMPARE(organisations.service.list({})->size(), 3u);
        QCOMPARE(organisations.service.list({u"100%"_s})->size(), 1u);
        QCOMPARE(organisations.service.list({u"100"_s})->size(), 2u);
        QCOMPARE(organisations.service.list({{}, u"1000"_s})->size(), 1u);
        QVERIFY(organisations.service.list({{}, {}, 10, 10})->empty());
    }

    void lastAdministrator_stays()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Organisations organisations(database);
        const UserId ada = fixture.addUser(u"ada"_s, OrgRole::Admin), bob = fixture.addUser(u"bob"_s, OrgRole::Admin);
        const Principal caller = fixture.caller(ada, OrgRole::Admin);
        QVERIFY(organisations.service.setMemberRole(caller, fixture.orgId, bob, OrgRole::Viewer));
        QCOMPARE(organisations.service.setMemberRole(caller, fixture.orgId, ada, OrgRole::Viewer).error().detail,
                 u"Cannot change role so that there is no organization admin left"_s);
        QCOMPARE(organisations.service.removeMember(fixture.orgId, ada, true).error().detail, u"Cannot remove last organization admin"_s);
        QVERIFY(organisations.service.setMemberRole(caller, fixture.orgId, ada, OrgRole::Admin));
        QCOMPARE(organisations.service.setMemberRole(caller, fixture.orgId, UserId{987'654}, OrgRole::Viewer).error().code, ErrorCode::NotFound);
    }

    void lastAdministrator_staysWhenAllLeaveAtOnce()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        std::vector<UserId> admins;
        for (int i = 0; i < 4; ++i)
            admins.push_back(fixture.addUser(u"admin%1"_s.arg(i), OrgRole::Admin));
        std::vector<std::jthread> threads;
        for (const UserId admin : admins)
            threads.emplace_back([&database, &fixture, admin] {
                const auto connection = database.connect();
                static_cast<void>(MembersStore(*connection).remove(fixture.orgId, admin));
            });
        threads.clear();
        QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM org_user"_s), 1);
    }

    void addMember_refusals()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Organisations organisations(database);
        const UserId ada = fixture.addUser(u"ada"_s, OrgRole::Editor);
        const OrgId other = *organisations.store.insert(u"Other"_s, UserId{});
        const Principal editor = fixture.caller(ada, OrgRole::Editor);
        QCOMPARE(organisations.service.addMember(editor, other, u"ada"_s, OrgRole::Admin).error().code, ErrorCode::Forbidden);
        QCOMPARE(organisations.service.addMember(editor, other, u"eve"_s, OrgRole::Viewer).error().detail, u"User not found"_s);
        QCOMPARE(*organisations.service.addMember(editor, other, u"ada@example.org"_s, OrgRole::Viewer), ada);
        const auto twice = organisations.service.addMember(editor, other, u"ada"_s, OrgRole::Viewer);
        QCOMPARE(twice.error().code, ErrorCode::Conflict);
        QCOMPARE(twice.error().extra, "\"userId\":" + std::to_string(ada.value));
        QCOMPARE(organisations.service.addMember(editor, OrgId{987'654}, u"ada"_s, OrgRole::Viewer).error().code, ErrorCode::NotFound);
    }

    void removeMember_deletesWhoIsNowhereElse()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Organisations organisations(database);
        fixture.addUser(u"root"_s, OrgRole::Admin);
        const UserId ada = fixture.addUser(u"ada"_s), bob = fixture.addUser(u"bob"_s), chief = fixture.addUser(u"chief"_s, OrgRole::Viewer, true);
        const OrgId other = *organisations.store.insert(u"Other"_s, bob);
        using enum OrganisationsService::Removal;
        QCOMPARE(*organisations.service.removeMember(fixture.orgId, ada, true), User);
        QVERIFY(!*organisations.users.find(ada));
        QCOMPARE(*organisations.service.removeMember(fixture.orgId, bob, true), Membership);
        QCOMPARE((*organisations.users.find(bob))->orgId, other);
        QCOMPARE(*organisations.service.removeMember(fixture.orgId, chief, true), Membership);
        QVERIFY(*organisations.users.find(chief));
    }

    void remove_takesItsContentAndLeavesThePeople()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Organisations organisations(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        const OrgId other = *organisations.store.insert(u"Other"_s, ada);
        QVERIFY(TeamsStore(database).insert(fixture.orgId, u"crew"_s, {}, ada));
        QVERIFY(database->execute(u"INSERT INTO api_token (org_id, service_account_id, name, hash, role, created_at) VALUES (?, 0, 'k', ?, 'Admin', DBNOW)"_s,
                                  {fixture.orgId, u"0"_s.repeated(64)}));
        QCOMPARE(organisations.service.remove(fixture.caller(ada, OrgRole::Admin), fixture.orgId).error().code, ErrorCode::InvalidInput);
        Principal elsewhere = fixture.caller(ada, OrgRole::Admin);
        elsewhere.orgId = other;
        QVERIFY(organisations.service.remove(elsewhere, fixture.orgId));
        for (const QString &table : {u"team"_s, u"team_member"_s, u"api_token"_s})
            QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM "_s + table), 0);
        QCOMPARE((*organisations.users.find(ada))->orgId, other);
        QCOMPARE(organisations.service.remove(elsewhere, fixture.orgId).error().code, ErrorCode::NotFound);
    }

    void contentTables_areAllThatBelongToAnOrganisation()
    {
        // A table with a column org_id that remove() does not know would outlive its organisation.
        TEST_DATABASE(database);
        if (database.kind() != DatabaseKind::Sqlite)
            return;
        Organisations organisations(database);
        const OrgId id = *organisations.store.insert(u"Full"_s, UserId{});
        const auto tables = *database->select(
            u"SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'org_id'"_s, {},
            [](const Row &row) { return row.text(0); });
        QVERIFY(tables.size() >= 10);
        QStringList filled;
        for (const QString &table : tables) {
            const auto columns = *database->select(u"SELECT name, type FROM pragma_table_info('%1') WHERE pk = 0 OR name = 'org_id' OR \"notnull\" = 1"_s.arg(table), {},
                                                   [](const Row &row) { return std::pair(row.text(0), row.text(1)); });
            QStringList names, values;
            for (const auto &[name, type] : columns) {
                names += name;
                values += name == "org_id"_L1 ? QString::number(id.value) : type.startsWith("BIGINT"_L1) || type.contains("INT"_L1) ? u"0"_s : u"''"_s;
            }
            QVERIFY2(database->execute(u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table, names.join(u", "_s), values.join(u", "_s))), qPrintable(table));
            filled += table;
        }
        QVERIFY(*organisations.store.remove(id));
        for (const QString &table : filled) {
            const auto left = *database->selectOne(u"SELECT COUNT(*) FROM %1 WHERE org_id = ?"_s.arg(table), {id}, [](const Row &row) { return row.integer(0); });
            QVERIFY2(left == 0, qPrintable(table));
        }
    }
};

QTEST_GUILESS_MAIN(tst_OrganisationsService)
#include "tst_organisationsservice.moc"
