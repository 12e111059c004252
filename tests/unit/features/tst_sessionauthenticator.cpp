#include "features/serviceaccounts/apitoken.h"
#include "features/serviceaccounts/apitokensstore.h"
#include "features/serviceaccounts/serviceaccountsstore.h"
#include "features/sessions/sessionauthenticator.h"
#include "features/users/usersservice.h"
#include "identityfixture.h"
#include "support/testdatabase.h"

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

const SessionTokens tokens(Secret("0123456789abcdef0123456789abcdef"_ba));
const QByteArray password = "Correct-horse-7"_ba;

Request request(const std::string &headerName = {}, const std::string &value = {})
{
    Request made;
    made.path = made.rawPath = "/api/user";
    made.clientAddress = "192.0.2.7";
    if (!headerName.empty())
        made.headers.emplace_back(headerName, value);
    return made;
}

std::string basic(const QByteArray &user, const QByteArray &secret)
{
    return "Basic " + (user + ':' + secret).toBase64().toStdString();
}

/// Everything that one worker needs to know who asks.
struct Worker
{
    explicit Worker(Database &given, AuthenticationOptions options = {}) : database(given), authenticator(store, sessions, users, cookies, check, options) {}

    /// Asks until no hash is waited for.
    Authentication ask(const Request &asked)
    {
        Authentication answer = authenticator.authenticate(asked);
        if (answer.wait) {
            answer.wait->waitForFinished();
            answer = authenticator.authenticate(asked);
        }
        return answer;
    }

    QFuture<Result<void>> delayed(std::chrono::milliseconds time)
    {
        delays.push_back(time);
        QPromise<Result<void>> promise;
        promise.start();
        promise.addResult(Result<void>());
        promise.finish();
        return promise.future();
    }

    Database &database;
    SystemClock clock;
    PasswordHasher hasher{cheapHash};
    VerifiedPasswords passwords{hasher, clock};
    SessionCookies cookies{CookieOptions{}};
    AuthenticationStore store{database};
    HmacKey throttleKey{Secret("throttle"_ba)};
    LoginThrottleStore throttleStore{database};
    SessionCounters counters;
    LoginThrottle throttle{throttleStore, throttleKey, counters};
    PasswordCheck check{store, throttle, passwords, hasher, [this](std::chrono::milliseconds time) { return delayed(time); }};
    std::vector<std::chrono::milliseconds> delays; // of refused tries
    SessionsStore sessionsStore{database};
    CheckedSessions checked{clock, true};
    SessionsService sessions{sessionsStore, tokens, SessionLifetimes{}, checked, counters};
    UsersStore usersStore{database};
    OrganisationsStore organisations{database};
    MembersStore members{database};
    UsersService users{usersStore, organisations, members, NewUserPolicy{}};
    SessionAuthenticator authenticator;
};

} // namespace

class tst_SessionAuthenticator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void nothing_isNobody()
    {
        TEST_DATABASE(database);
        Worker worker(database);
        const Authentication answer = worker.ask(request());
        QVERIFY(!answer.error);
        QVERIFY(!answer.principal.isSignedIn());
    }

    void cookie_isTheUserInHisOrganisation()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const UserId ada = fixture.addUser(u"ada"_s, OrgRole::Editor, true);
        Worker worker(database);
        const auto token = worker.sessions.begin(ada, {});
        const Authentication answer = worker.ask(request("cookie", "a=b; dashboard_session=" + token->token));
        QVERIFY(!answer.error);
        QCOMPARE(answer.principal.kind, Principal::Kind::User);
        QCOMPARE(answer.principal.userId, ada);
        QCOMPARE(answer.principal.orgId, fixture.orgId);
        QCOMPARE(answer.principal.role, OrgRole::Editor);
        QVERIFY(answer.principal.isServerAdmin);
        QVERIFY(answer.principal.sessionId.isSet());
        QVERIFY(answer.setCookies.empty());
    }

    void cookieThatIsNoSession_isCleared()
    {
        TEST_DATABASE(database);
        Worker worker(database);
        const Authentication answer = worker.ask(request("cookie", "dashboard_session=" + std::string(32, '0')));
        QCOMPARE(answer.error->code, ErrorCode::Unauthenticated);
        QCOMPARE(answer.setCookies.size(), 2u);
        QVERIFY(answer.setCookies[0].starts_with("dashboard_session=; Path=/; Max-Age=0; HttpOnly"));
    }

    void rotation_setsTheCookieAndItsHint()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Worker worker(database);
        const auto token = worker.sessions.begin(fixture.addUser(u"ada"_s), {});
        QVERIFY(database->execute(u"UPDATE user_session SET rotated_at = rotated_at - 601000, first_seen_at = rotated_at"_s));
        const Authentication answer = worker.ask(request("cookie", "dashboard_session=" + token->token));
        QCOMPARE(answer.setCookies.size(), 2u);
        QVERIFY(answer.setCookies[0].starts_with("dashboard_session=" + tokens.read(token->token)->sid + ".2."));
        QVERIFY(answer.setCookies[0].ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"));
        QVERIFY(answer.setCookies[1].starts_with("dashboard_session_expiry="));
        QVERIFY(answer.setCookies[1].find("HttpOnly") == std::string::npos);
    }

    void databaseAway_isNoRefusalAndRemembersTheSession()
    {
        TEST_DATABASE(database);
        if (database.kind() == DatabaseKind::Sqlite)
            return; // a file does not go away
        IdentityFixture fixture(database);
        AuthenticationOptions options;
        Millis age{4'500};
        options.ageOfMemory = [&age] { return age; };
        GatedDatabase gated(database);
        Worker worker(*gated.connection, options);
        const auto token = worker.sessions.begin(fixture.addUser(u"ada"_s, OrgRole::Editor), {});
        const Request asked = request("cookie", "dashboard_session=" + token->token);
        QVERIFY(!worker.ask(asked).error);
        gated.goAway();

        const Authentication answer = worker.ask(asked);
        QCOMPARE(answer.error->code, ErrorCode::Unavailable); // for routes that do not answer from memory
        QCOMPARE(answer.error->messageId, u"database.unavailable"_s);
        QVERIFY(answer.setCookies.empty());
        QCOMPARE(answer.principal.role, OrgRole::Editor);
        QCOMPARE(*answer.principal.staleFor, age);
        QVERIFY(answer.principal.sessionId.isSet());

        age = std::chrono::seconds(76); // cut off from events
        QVERIFY(!worker.ask(asked).principal.isSignedIn());
        age = Millis{0};
        QVERIFY(!worker.ask(request("authorization", basic("ada", password))).principal.isSignedIn());
    }

    void staleToken_repeatsAPageOnce()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Worker worker(database);
        const std::string first = worker.sessions.begin(fixture.addUser(u"ada"_s), {})->token;
        QVERIFY(database->execute(u"UPDATE user_session SET n = 2, first_seen_at = DBNOW - 121000"_s));
        Request page = request("cookie", "dashboard_session=" + first);
        page.path = page.rawPath = "/d/abc/title";
        page.rawQuery = "from=now-1h";
        const Authentication repeated = worker.ask(page);
        QVERIFY(!repeated.error);
        QCOMPARE(repeated.redirect, std::string("/d/abc/title?from=now-1h"));
        page.headers[0].second += "; dashboard_session_again=1";
        QCOMPARE(worker.ask(page).error->messageId, u"session.token.stale"_s);
        QCOMPARE(worker.ask(request("cookie", "dashboard_session=" + first)).error->messageId, u"session.token.stale"_s);
    }

    void basic_acceptsLoginAndEmail_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::newRow("login") << "ada"_ba;
        QTest::newRow("another case") << "ADA"_ba;
        QTest::newRow("e-mail address") << "ada@example.org"_ba;
    }
    void basic_acceptsLoginAndEmail()
    {
        QFETCH(QByteArray, user);
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const UserId ada = fixture.addUser(u"ada"_s, OrgRole::Viewer, false, password);
        Worker worker(database);
        const Authentication answer = worker.ask(request("authorization", basic(user, password)));
        QVERIFY(!answer.error);
        QCOMPARE(answer.principal.userId, ada);
        QVERIFY(!answer.principal.sessionId.isSet());
    }

    void basic_refusesWithOneSentence_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QString>("change");
        QTest::newRow("wrong password") << "ada"_ba << "wrong"_ba << QString();
        QTest::newRow("no password") << "ada"_ba << ""_ba << QString();
        QTest::newRow("unknown user") << "eve"_ba << password << QString();
        QTest::newRow("disabled") << "ada"_ba << password << u"UPDATE user_account SET is_disabled = 1"_s;
        QTest::newRow("without a password") << "ada"_ba << password << u"UPDATE user_account SET password_hash = NULL"_s;
    }
    void basic_refusesWithOneSentence()
    {
        QFETCH(QByteArray, user);
        QFETCH(QByteArray, secret);
        QFETCH(QString, change);
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        fixture.addUser(u"ada"_s, OrgRole::Viewer, false, password);
        if (!change.isEmpty())
            QVERIFY(database->execute(change));
        Worker worker(database);
        const Authentication answer = worker.ask(request("authorization", basic(user, secret)));
        QCOMPARE(answer.error->code, ErrorCode::Unauthenticated);
        QCOMPARE(answer.error->detail, u"Invalid username or password"_s);
    }

    void basic_hashesOnceAMinute_andFeelsAChangeAtOnce()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const UserId ada = fixture.addUser(u"ada"_s, OrgRole::Viewer, false, password);
        Worker worker(database);
        const Request asked = request("authorization", basic("ada", password));
        QVERIFY(worker.authenticator.authenticate(asked).wait);
        QVERIFY(!worker.ask(asked).error);
        QVERIFY(!worker.authenticator.authenticate(asked).wait);
        QVERIFY(worker.users.setPassword(ada, *argon2Hash(Secret("Another-horse-8"_ba), cheapHash), SessionId{}));
        QVERIFY(worker.ask(asked).error);
        QVERIFY(!worker.ask(request("authorization", basic("ada", "Another-horse-8"))).error);
    }

    void basic_isThrottledBeforeTheHash()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        fixture.addUser(u"ada"_s, OrgRole::Viewer, false, password);
        Worker worker(database);
        for (int i = 0; i < 5; ++i)
            QVERIFY(worker.ask(request("authorization", basic("ada", "wrong " + QByteArray::number(i)))).error);
        QVERIFY(worker.delays.empty());
        const Authentication refused = worker.ask(request("authorization", basic("ada", password)));
        QCOMPARE(refused.error->detail, u"Invalid username or password"_s);
        QCOMPARE(worker.delays, std::vector<std::chrono::milliseconds>{worker.hasher.typicalTime()});
    }

    void basic_sameWrongPassword_countsEachTime()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        fixture.addUser(u"ada"_s, OrgRole::Viewer, false, password);
        Worker worker(database);
        for (int i = 0; i < 5; ++i)
            QVERIFY(worker.ask(request("authorization", basic("ada", "wrong"))).error);
        QVERIFY(worker.ask(request("authorization", basic("ada", password))).error);
        QCOMPARE(worker.delays.size(), std::size_t{1});
    }

    void basic_success_startsCountingAnew()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        fixture.addUser(u"ada"_s, OrgRole::Viewer, false, password);
        Worker worker(database);
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 4; ++i)
                QVERIFY(worker.ask(request("authorization", basic("ada", "wrong " + QByteArray::number(10 * round + i)))).error);
            VerifiedPasswords forgotten(worker.hasher, worker.clock);
            PasswordCheck check(worker.store, worker.throttle, forgotten, worker.hasher, [&](std::chrono::milliseconds time) { return worker.delayed(time); });
            check.check(u"ada"_s, Secret(password), OrgId{}, "192.0.2.7")->wait->waitForFinished();
            QVERIFY(check.check(u"ada"_s, Secret(password), OrgId{}, "192.0.2.7")->credentials);
        }
        QVERIFY(worker.delays.empty());
    }

    void basic_thatCannotBeDecoded_isRefused()
    {
        TEST_DATABASE(database);
        Worker worker(database);
        QCOMPARE(worker.ask(request("authorization", "Basic %%%")).error->detail, u"Invalid Basic Auth Header"_s);
    }

    void badCredential_doesNotFallBackToTheCookie()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Worker worker(database);
        const std::string token = worker.sessions.begin(fixture.addUser(u"ada"_s), {})->token;
        Request asked = request("cookie", "dashboard_session=" + token);
        asked.headers.emplace_back("authorization", "Bearer nonsense");
        QCOMPARE(worker.ask(asked).error->detail, u"invalid API key"_s);
    }

    void serviceAccountToken_actsInItsOrganisationOnly()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const UserId account = *ServiceAccountsStore(database).insert(fixture.orgId, u"ci"_s, u"sa-1-ci"_s, OrgRole::Editor, false);
        const std::string key = newServiceAccountToken();
        QVERIFY(ApiTokensStore(database).insert(fixture.orgId, account, u"t"_s, OrgRole::None, tokenHash(key), 0));
        Worker worker(database);
        Request asked = request("authorization", "Bearer " + key);
        asked.headers.emplace_back("x-grafana-org-id", "987654");
        const Authentication answer = worker.ask(asked);
        QVERIFY(!answer.error);
        QCOMPARE(answer.principal.kind, Principal::Kind::ServiceAccount);
        QCOMPARE(answer.principal.userId, account);
        QCOMPARE(answer.principal.orgId, fixture.orgId);
        QCOMPARE(answer.principal.role, OrgRole::Editor);
        QVERIFY(!worker.ask(request("authorization", basic("api_key", QByteArray::fromStdString(key)))).error);
        QVERIFY(fixture.number(u"SELECT last_used_at FROM api_token"_s) > 0);
    }

    void token_refusals_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("expired") << u"UPDATE api_token SET expires_at = DBNOW - 1"_s << u"Expired API key"_s;
        QTest::newRow("revoked") << u"UPDATE api_token SET revoked_at = DBNOW"_s << u"Revoked token"_s;
        QTest::newRow("account disabled") << u"UPDATE user_account SET is_disabled = 1"_s << u"Service account is disabled"_s;
        QTest::newRow("account gone") << u"DELETE FROM user_account"_s << u"invalid API key"_s;
        QTest::newRow("token gone") << u"DELETE FROM api_token"_s << u"invalid API key"_s;
    }
    void token_refusals()
    {
        QFETCH(QString, change);
        QFETCH(QString, sentence);
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const UserId account = *ServiceAccountsStore(database).insert(fixture.orgId, u"ci"_s, u"sa-1-ci"_s, OrgRole::Editor, false);
        const std::string key = newServiceAccountToken();
        QVERIFY(ApiTokensStore(database).insert(fixture.orgId, account, u"t"_s, OrgRole::None, tokenHash(key), 3'600));
        QVERIFY(database->execute(change));
        Worker worker(database);
        const Authentication answer = worker.ask(request("authorization", "Bearer " + key));
        QCOMPARE(answer.error->code, ErrorCode::Unauthenticated);
        QCOMPARE(answer.error->detail, sentence);
    }

    void mistypedToken_costsNoStatement()
    {
        TEST_DATABASE(database);
        Worker worker(database);
        std::string key = newServiceAccountToken();
        key[10] = key[10] == 'a' ? 'b' : 'a';
        const qint64 before = database->statementCount();
        QVERIFY(worker.ask(request("authorization", "Bearer " + key)).error);
        QCOMPARE(database->statementCount(), before);
    }

    void apiKey_belongsToNobody()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const std::string key = newApiKey(u"backup"_s, fixture.orgId);
        QVERIFY(ApiTokensStore(database).insert(fixture.orgId, UserId{}, u"backup"_s, OrgRole::Admin, tokenHash(key), 0));
        Worker worker(database);
        const Authentication answer = worker.ask(request("authorization", "Bearer " + key));
        QVERIFY(!answer.error);
        QCOMPARE(answer.principal.kind, Principal::Kind::ApiKey);
        QCOMPARE(answer.principal.role, OrgRole::Admin);
        QVERIFY(!answer.principal.userId.isSet());
    }

    void header_choosesTheOrganisation()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        Worker worker(database);
        const OrgId other = *worker.organisations.insert(u"Other"_s, ada);
        Request asked = request("cookie", "dashboard_session=" + worker.sessions.begin(ada, {})->token);
        asked.headers.emplace_back("x-dashboard-org-id", std::to_string(other.value));
        QCOMPARE(worker.ask(asked).principal.orgId, other);
        QCOMPARE(worker.ask(asked).principal.role, OrgRole::Admin);
    }

    void orgIdOfAPage_switchesTheActiveOrganisation()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        Worker worker(database);
        const OrgId other = *worker.organisations.insert(u"Other"_s, ada);
        Request page = request("cookie", "dashboard_session=" + worker.sessions.begin(ada, {})->token);
        page.path = page.rawPath = "/d/abc";
        page.rawQuery = "orgId=" + std::to_string(other.value);
        QCOMPARE(worker.ask(page).redirect, "/d/abc?" + page.rawQuery);
        QCOMPARE(worker.users.find(ada)->orgId, other);
        QVERIFY(worker.ask(page).redirect.empty());

        page.rawQuery = "orgId=987654";
        QCOMPARE(worker.ask(page).error->code, ErrorCode::NotFound);
        page.rawQuery = "orgId=" + std::to_string(fixture.orgId.value);
        page.headers.emplace_back("sec-fetch-site", "cross-site");
        QVERIFY(worker.ask(page).redirect.empty());
        QCOMPARE(worker.users.find(ada)->orgId, other);
    }

    void anonymous_isOffUnlessConfigured()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Worker worker(database, {.anonymousIsEnabled = true, .anonymousOrg = u"Main Org."_s, .anonymousRole = OrgRole::Viewer, .subUrl = {}});
        const Authentication answer = worker.ask(request());
        QCOMPARE(answer.principal.kind, Principal::Kind::Anonymous);
        QCOMPARE(answer.principal.orgId, fixture.orgId);
        QCOMPARE(answer.principal.role, OrgRole::Viewer);
        Request forced = request();
        forced.rawQuery = "forceLogin=true";
        QVERIFY(!worker.ask(forced).principal.isSignedIn());
        Request elsewhere = request();
        elsewhere.rawQuery = "orgId=987654";
        QVERIFY(!worker.ask(elsewhere).principal.isSignedIn());
    }

    void lastSeen_isWrittenOncePerInterval()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const UserId ada = fixture.addUser(u"ada"_s, OrgRole::Viewer, false, password);
        Worker worker(database);
        const Request asked = request("authorization", basic("ada", password));
        QVERIFY(!worker.users.find(ada)->lastSeenAt);
        QVERIFY(!worker.ask(asked).error);
        QVERIFY(worker.users.find(ada)->lastSeenAt);
        const qint64 before = database->statementCount();
        QVERIFY(!worker.ask(asked).error);
        QCOMPARE(database->statementCount(), before + 1);
    }
};

QTEST_GUILESS_MAIN(tst_SessionAuthenticator)
#include "tst_sessionauthenticator.moc"
