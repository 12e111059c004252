#include "features/serviceaccounts/apitoken.h"
#include "features/serviceaccounts/apitokensservice.h"
#include "features/serviceaccounts/serviceaccountsservice.h"
#include "identityfixture.h"
#include "support/testdatabase.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

class tst_ApiTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void newServiceAccountToken_hasPrefixAndChecksum()
    {
        static const QRegularExpression form(u"^glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}$"_s);
        for (int i = 0; i < 200; ++i) {
            const std::string token = newServiceAccountToken();
            QVERIFY(form.match(QString::fromStdString(token)).hasMatch());
            QVERIFY(isServiceAccountToken(token));
            std::string mistyped = token;
            mistyped[7] = mistyped[7] == 'x' ? 'y' : 'x';
            QVERIFY(!isServiceAccountToken(mistyped));
        }
        QVERIFY(!isServiceAccountToken("glsa_" + std::string(32, 'x') + "_00000000"));
        QVERIFY(!isServiceAccountToken(""));
    }

    void issueToken_storesTheHashAlone()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        ApiTokensStore store(database);
        ApiTokensService tokens(store, -1);
        const auto issued = tokens.issueToken(fixture.orgId, UserId{7}, u"ci"_s, 0);
        QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM api_token WHERE hash = ?"_s, {tokenHash(issued->key)}), 1);
        const auto listed = *tokens.tokensOf(fixture.orgId, UserId{7});
        QCOMPARE(listed.size(), 1u);
        QVERIFY(!listed[0].expiresAt);
        QVERIFY(!listed[0].hasExpired());
        QCOMPARE(tokens.issueToken(fixture.orgId, UserId{8}, u"ci"_s, 0).error().code, ErrorCode::Conflict);
    }

    void issueToken_refusesLivesOutOfRange_data()
    {
        QTest::addColumn<qint64>("limit");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("negative") << qint64{-1} << qint64{-5};
        QTest::newRow("beyond counting") << qint64{-1} << std::numeric_limits<qint64>::max();
        QTest::newRow("for ever, with a limit") << qint64{60} << qint64{0};
        QTest::newRow("above the limit") << qint64{60} << qint64{61};
    }
    void issueToken_refusesLivesOutOfRange()
    {
        QFETCH(qint64, limit);
        QFETCH(qint64, seconds);
        TEST_DATABASE(database);
        ApiTokensStore store(database);
        ApiTokensService tokens(store, limit);
        Principal admin;
        admin.orgId = OrgId{1};
        admin.role = OrgRole::Admin;
        QCOMPARE(tokens.issueToken(OrgId{1}, UserId{7}, u"ci"_s, seconds).error().code, ErrorCode::InvalidInput);
        QCOMPARE(tokens.issueKey(admin, u"ci"_s, OrgRole::Viewer, seconds).error().code, ErrorCode::InvalidInput);
    }

    void expiredToken_isListedAsSuch()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        ApiTokensStore store(database);
        ApiTokensService tokens(store, -1);
        QVERIFY(tokens.issueKey(fixture.caller(UserId{}, OrgRole::Admin), u"old"_s, OrgRole::Viewer, 60));
        QVERIFY(database->execute(u"UPDATE api_token SET expires_at = DBNOW - 1"_s));
        QVERIFY(tokens.keysOf(fixture.orgId, false)->empty());
        QVERIFY(tokens.keysOf(fixture.orgId, true)->at(0).hasExpired());
    }

    void issueKey_neverExceedsTheCaller()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        ApiTokensStore store(database);
        ApiTokensService tokens(store, -1);
        QCOMPARE(tokens.issueKey(fixture.caller(UserId{}, OrgRole::Editor), u"k"_s, OrgRole::Admin, 0).error().code, ErrorCode::Forbidden);
    }

    void remove_isForTheOwner()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        ApiTokensStore store(database);
        ApiTokensService tokens(store, -1);
        const TokenId id = tokens.issueToken(fixture.orgId, UserId{7}, u"ci"_s, 0)->id;
        QCOMPARE(tokens.removeToken(fixture.orgId, UserId{8}, id).error().code, ErrorCode::NotFound);
        QCOMPARE(tokens.removeKey(fixture.orgId, id).error().code, ErrorCode::NotFound);
        QCOMPARE(tokens.removeToken(OrgId{987'654}, UserId{7}, id).error().code, ErrorCode::NotFound);
        QVERIFY(tokens.removeToken(fixture.orgId, UserId{7}, id));
    }

    void accounts_liveWithTheirOrganisation()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database), elsewhere(database, u"Other"_s);
        ServiceAccountsStore store(database);
        ServiceAccountsService accounts(store);
        const Principal admin = fixture.caller(UserId{}, OrgRole::Admin);
        const ServiceAccount made = *accounts.create(admin, u"Build Bot"_s, OrgRole::Editor, false);
        QVERIFY(made.login.startsWith(u"sa-"_s) && !made.login.contains(u' '));
        QCOMPARE(accounts.create(admin, u"build bot"_s, OrgRole::Viewer, false).error().code, ErrorCode::InvalidInput);
        QVERIFY(accounts.create(elsewhere.caller(UserId{}, OrgRole::Admin), u"Build Bot"_s, OrgRole::Viewer, false));
        QCOMPARE(accounts.find(elsewhere.orgId, made.id).error().code, ErrorCode::NotFound);

        const auto changed = *accounts.change(admin, made.id, {u"renamed"_s, OrgRole::Viewer, true});
        QCOMPARE(changed.name, u"renamed"_s);
        QCOMPARE(accounts.find(fixture.orgId, made.id)->role, OrgRole::Viewer);
        QVERIFY(accounts.find(fixture.orgId, made.id)->isDisabled);
        QCOMPARE(accounts.change(fixture.caller(UserId{}, OrgRole::Editor), made.id, {{}, OrgRole::Admin, {}}).error().code, ErrorCode::Forbidden);
        QCOMPARE(accounts.list(fixture.orgId, {u"REN"_s})->total, 1);
        QCOMPARE(UsersStore(database).count({}).value(), 0); // no person
        QVERIFY(accounts.remove(fixture.orgId, made.id));
        QCOMPARE(accounts.remove(fixture.orgId, made.id).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(tst_ApiTokens)
#include "tst_apitokens.moc"
