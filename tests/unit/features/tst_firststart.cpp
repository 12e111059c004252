#include "features/organisations/membersstore.h"
#include "features/users/firststart.h"
#include "identityfixture.h"
#include "support/testdatabase.h"

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_FirstStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void run_makesOrganisationAndAdministrator()
    {
        TEST_DATABASE(database);
        QStringList reported;
        FirstStart start(m_hasher, {true, u"chief"_s, Secret("Correct-horse-7"_ba), u"chief@example.org"_s},
                         [&](const QString &, const QString &password) { reported += password; });
        start.prepare();
        QVERIFY(start.run(database));
        QVERIFY(reported.isEmpty()); // it was configured, so whoever reads the output must not see it
        const auto chief = *UsersStore(database).findByIdentifier(u"chief"_s);
        QVERIFY(chief->isAdmin);
        const auto memberships = *MembersStore(database).membershipsOf(chief->id);
        QCOMPARE(memberships.size(), 1u);
        QCOMPARE(memberships[0].orgName, u"Main Org."_s);
        QCOMPARE(memberships[0].role, OrgRole::Admin);
        const QString phc = **UsersStore(database).passwordHashOf(chief->id);
        QVERIFY(*argon2Verify(Secret("Correct-horse-7"_ba), phc));
    }

    void run_reportsAPasswordThatItMade()
    {
        TEST_DATABASE(database);
        QStringList reported;
        FirstStart start(m_hasher, {true, u"admin"_s, Secret(), {}}, [&](const QString &login, const QString &password) { reported << login << password; });
        QVERIFY(start.run(database));
        QCOMPARE(reported.size(), 2);
        QCOMPARE(reported[0], u"admin"_s);
        QCOMPARE(reported[1].size(), 20);
        const auto admin = *UsersStore(database).findByIdentifier(u"admin"_s);
        QVERIFY(*argon2Verify(Secret(reported[1].toUtf8()), **UsersStore(database).passwordHashOf(admin->id)));
    }

    void run_leavesADatabaseThatIsSetUp()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database, u"Ours"_s);
        bool isReported = false;
        FirstStart start(m_hasher, {true, u"admin"_s, Secret(), {}}, [&](const QString &, const QString &) { isReported = true; });
        QVERIFY(start.run(database));
        QVERIFY(!isReported);
        QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM user_account"_s), 0);
        QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM org"_s), 1);
    }

    void run_withoutAdministrator_makesTheOrganisation()
    {
        TEST_DATABASE(database);
        FirstStart start(m_hasher, {false, u"admin"_s, Secret(), {}}, [](const QString &, const QString &) { QFAIL("no password was asked for"); });
        start.prepare();
        QVERIFY(start.run(database));
        QVERIFY(*OrganisationsStore(database).hasAny());
        QCOMPARE(*UsersStore(database).count({}), 0);
    }

private:
    PasswordHasher m_hasher{cheapHash};
};

QTEST_GUILESS_MAIN(tst_FirstStart)
#include "tst_firststart.moc"
