#include "features/sessions/sessionsstore.h"
#include "features/users/lastseen.h"
#include "features/users/usersservice.h"
#include "identityfixture.h"
#include "support/testdatabase.h"

#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_UsersStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void insert_makesAMemberWhoCanBeFound()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        UsersStore users(database);
        const UserId ada = fixture.addUser(u"Ada"_s, OrgRole::Editor);
        const auto found = *users.find(ada);
        QCOMPARE(found->login, u"Ada"_s);
        QCOMPARE(found->email, u"Ada@example.org"_s);
        QCOMPARE(found->orgId, fixture.orgId);
        QVERIFY(found->createdAt > 1'600'000'000'000);
        QVERIFY(!found->lastSeenAt);
        QCOMPARE(*MembersStore(database).roleOf(fixture.orgId, ada), std::optional(OrgRole::Editor));
        for (const QString &name : {u"ada"_s, u"ADA"_s, u" ada@EXAMPLE.org "_s})
            QCOMPARE((*users.findByIdentifier(name))->id, ada);
        QVERIFY(!*users.findByIdentifier(u"eve"_s));
    }

    void insert_refusesWhatIsAnybodysNameOrAddress_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("email");
        QTest::newRow("login") << u"ada"_s << u"new@example.org"_s;
        QTest::newRow("login in another case") << u"ADA"_s << u"new@example.org"_s;
        QTest::newRow("address") << u"new"_s << u"ada@example.org"_s;
        QTest::newRow("another one's address as login") << u"ada@example.org"_s << u"new@example.org"_s;
        QTest::newRow("another one's login as address") << u"new"_s << u"ada"_s;
    }
    void insert_refusesWhatIsAnybodysNameOrAddress()
    {
        QFETCH(QString, login);
        QFETCH(QString, email);
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        UsersStore users(database);
        fixture.addUser(u"ada"_s);
        const auto refused = users.insert({{login, email, {}, {}}, u"-"_s, fixture.orgId});
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(*users.count({}), 1);
        QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM org_user"_s), 1);
    }

    void setProfile_movesTheIdentifiers()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        UsersStore users(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        QVERIFY(*users.setProfile(ada, {u"lovelace"_s, u"ada@example.org"_s, u"Ada"_s, u"light"_s}));
        QVERIFY(!*users.findByIdentifier(u"ada"_s));
        QCOMPARE((*users.findByIdentifier(u"lovelace"_s))->theme, u"light"_s);
        fixture.addUser(u"bob"_s);
        QCOMPARE(users.setProfile(ada, {u"bob"_s, {}, {}, {}}).error().code, ErrorCode::Conflict);
        QCOMPARE((*users.findByIdentifier(u"lovelace"_s))->id, ada);
        QVERIFY(!*users.setProfile(UserId{987'654}, {u"x"_s, {}, {}, {}}));
    }

    void list_findsPartsOfNames()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        UsersStore users(database);
        for (const QString &login : {u"ada"_s, u"bob"_s, u"100%_sure"_s})
            fixture.addUser(login);
        QCOMPARE(users.list({})->size(), 3u);
        QCOMPARE(users.list({u"DA"_s})->size(), 1u);
        QCOMPARE(users.list({u"%_"_s})->size(), 1u);
        QCOMPARE(*users.count(u"%"_s), 1);
        QCOMPARE(users.list({{}, 1, 1})->size(), 1u);
        QVERIFY(users.list({{}, 50, 10})->empty());
    }

    void setPassword_endsOtherSessions()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        UsersStore users(database);
        SessionsStore sessions(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        const SessionId kept = *sessions.insert(ada, u"a"_s.repeated(64), {}, {});
        QVERIFY(sessions.insert(ada, u"b"_s.repeated(64), {}, {}));
        QVERIFY(*users.setPassword(ada, u"new hash"_s, kept));
        const auto left = *sessions.listOf(ada, SessionLifetimes{});
        QCOMPARE(left.size(), 1u);
        QCOMPARE(left[0].id, kept);
        QCOMPARE(*users.passwordHashOf(ada), std::optional(u"new hash"_s));
    }

    void replacePasswordHash_leavesANewerPassword()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        UsersStore users(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        QVERIFY(*users.setPassword(ada, u"newer"_s, SessionId{}));
        QVERIFY(users.replacePasswordHash(ada, u"-"_s, u"rehashed"_s));
        QCOMPARE(*users.passwordHashOf(ada), std::optional(u"newer"_s));
    }

    void lastServerAdministrator_staysByEveryWay()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        UsersStore users(database);
        using enum UsersStore::Change;
        const UserId root = fixture.addUser(u"root"_s, OrgRole::Admin, true), ada = fixture.addUser(u"ada"_s);
        QCOMPARE(*users.setAdmin(root, false), LastAdministrator);
        QCOMPARE(*users.setDisabled(root, true), LastAdministrator);
        QCOMPARE(*users.remove(root), LastAdministrator);
        QCOMPARE(*users.setAdmin(root, true), Done);
        QCOMPARE(*users.setAdmin(ada, true), Done);
        QCOMPARE(*users.setDisabled(ada, true), Done); // a disabled one does not count
        QCOMPARE(*users.setAdmin(root, false), LastAdministrator);
        QCOMPARE(*users.setDisabled(ada, false), Done);
        QCOMPARE(*users.setAdmin(root, false), Done);
        QCOMPARE(*users.remove(ada), LastAdministrator);
        QCOMPARE(*users.remove(UserId{987'654}), NoUser);
    }

    void lastServerAdministrator_staysWhenAllAreDemotedAtOnce()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        std::vector<UserId> admins;
        for (int i = 0; i < 4; ++i)
            admins.push_back(fixture.addUser(u"root%1"_s.arg(i), OrgRole::Admin, true));
        std::vector<std::jthread> threads;
        for (const UserId admin : admins)
            threads.emplace_back([&database, admin] {
                const auto connection = database.connect();
                static_cast<void>(UsersStore(*connection).setAdmin(admin, false));
            });
        threads.clear();
        QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM user_account WHERE is_admin = 1"_s), 1);
    }

    void remove_takesEverythingOfTheUser()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        UsersStore users(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        QVERIFY(SessionsStore(database).insert(ada, u"a"_s.repeated(64), {}, {}));
        QCOMPARE(*users.remove(ada), UsersStore::Change::Done);
        for (const QString &table : {u"user_account"_s, u"user_identifier"_s, u"org_user"_s, u"user_session"_s})
            QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM "_s + table), 0);
        fixture.addUser(u"ada"_s); // the name is free again
    }

    void checkedProfile_completesAndRefuses()
    {
        QCOMPARE(UsersService::checkedProfile({{}, u" ada@example.org "_s, {}, {}})->login, u"ada@example.org"_s);
        QCOMPARE(UsersService::checkedProfile({u" "_s, {}, u"Ada"_s, {}}).error().detail,
                 u"Validation error, need to specify either username or email"_s);
        QCOMPARE(UsersService::checkedProfile({u"x"_s.repeated(191), {}, {}, {}}).error().detail, u"login must have at most 190 characters"_s);
        QCOMPARE(UsersService::checkedProfile({u"ada"_s, {}, {}, u"neon"_s}).error().detail, u"Invalid theme"_s);
    }

    void ageText_isTheLargestWholeUnit_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("now") << qint64{59} << "< 1 minute"_ba;
        QTest::newRow("one minute") << qint64{119} << "1 minute"_ba;
        QTest::newRow("hours") << qint64{7'200} << "2 hours"_ba;
        QTest::newRow("one day") << qint64{86'400} << "1 day"_ba;
        QTest::newRow("a month") << qint64{43'800 * 60} << "1 month"_ba;
        QTest::newRow("never seen") << qint64{10LL * 525'600 * 60} << "10 years"_ba;
    }
    void ageText_isTheLargestWholeUnit()
    {
        QFETCH(qint64, seconds);
        QFETCH(QByteArray, text);
        QCOMPARE(ageText(std::chrono::seconds{seconds}), text.toStdString());
    }
};

QTEST_GUILESS_MAIN(tst_UsersStore)
#include "tst_usersstore.moc"
