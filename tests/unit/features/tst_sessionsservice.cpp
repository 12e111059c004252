#include "features/sessions/sessionsservice.h"
#include "identityfixture.h"
#include "support/testclock.h"
#include "support/testdatabase.h"

using namespace Qt::Literals::StringLiterals;
using namespace mdash;

namespace {

const SessionTokens tokens(Secret("0123456789abcdef0123456789abcdef"_ba));
const ClientTraits client{u"192.0.2.7"_s, u"test"_s};

/// One node: a connection of its own to the shared database.
struct Node
{
    explicit Node(Database &database) : store(database) {}
    SessionsStore store;
    TestClock clock;
    CheckedSessions checked{clock, true};
    SessionCounters counters;
    SessionsService sessions{store, tokens, SessionLifetimes{}, checked, counters};
};

std::string at(const std::string &token, qint64 n)
{
    return tokens.write(tokens.read(token)->sid, n);
}

/// Moves instants of the only session into the past.
void age(Database &database, const QString &column, qint64 seconds)
{
    QVERIFY(database.execute(u"UPDATE user_session SET %1 = %1 - ?"_s.arg(column), {seconds * 1'000}));
}

} // namespace

class tst_SessionsService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }

    void begin_makesASessionThatServes()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const UserId ada = fixture.addUser(u"ada"_s, OrgRole::Editor);
        Node node(database);
        const auto token = node.sessions.begin(ada, client);
        QVERIFY(token);
        const SessionCheck check = node.sessions.check(token->token, OrgId{}, client);
        QVERIFY(!check.refusal);
        QCOMPARE(check.identity.userId, ada);
        QCOMPARE(check.identity.login, u"ada"_s);
        QCOMPARE(check.identity.orgId, fixture.orgId);
        QCOMPARE(check.identity.role, OrgRole::Editor);
        QVERIFY(!check.token);
        QVERIFY(token->nextRotation * 1'000 > check.now);
    }

    void begin_storesNoTokenAndNoSid()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const auto token = node.sessions.begin(fixture.addUser(u"ada"_s), client);
        const QString hash = *database->selectOne(u"SELECT sid_hash FROM user_session"_s, {}, [](const Row &row) { return row.text(0); }).value();
        QCOMPARE(hash, SessionTokens::hashOf(tokens.read(token->token)->sid));
    }

    void check_readsOnceAndWritesOncePerToken()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const auto token = node.sessions.begin(fixture.addUser(u"ada"_s), client);
        const qint64 before = database->statementCount();
        for (int i = 0; i < 100; ++i)
            QVERIFY(!node.sessions.check(token->token, OrgId{}, client).refusal);
        QCOMPARE(database->statementCount() - before, 101);
    }

    void check_asksForAnotherOrganisation()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const auto token = node.sessions.begin(fixture.addUser(u"ada"_s), client);
        const SessionCheck stranger = node.sessions.check(token->token, OrgId{987'654}, client);
        QVERIFY(!stranger.refusal);
        QCOMPARE(stranger.identity.orgId, OrgId{987'654});
        QCOMPARE(stranger.identity.role, OrgRole::None);
    }

    void check_rotatesWhenDueAndKeepsThePreviousToken()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const std::string first = node.sessions.begin(fixture.addUser(u"ada"_s), client)->token;
        QVERIFY(!node.sessions.check(first, OrgId{}, client).token);
        age(database, u"rotated_at"_s, 601);

        const SessionCheck rotated = node.sessions.check(first, OrgId{}, client);
        QVERIFY(!rotated.refusal);
        QCOMPARE(rotated.token->token, at(first, 2));

        // The answer got lost: the browser still holds the first token, an hour later.
        age(database, u"rotated_at"_s, 300);
        const SessionCheck again = node.sessions.check(first, OrgId{}, client);
        QVERIFY(!again.refusal);
        QCOMPARE(again.token->token, at(first, 2));

        // Once the second was seen, the first lives for the grace time only.
        QVERIFY(!node.sessions.check(at(first, 2), OrgId{}, client).refusal);
        QVERIFY(!node.sessions.check(first, OrgId{}, client).refusal);
        age(database, u"first_seen_at"_s, 121);
        const SessionCheck stale = node.sessions.check(first, OrgId{}, client);
        QVERIFY(stale.isStale);
        QVERIFY(!stale.clearsCookie);
        QCOMPARE(stale.refusal->messageId, u"session.token.stale"_s);
        QVERIFY(!node.sessions.check(at(first, 2), OrgId{}, client).refusal);
    }

    void check_onTwoNodesRotatesOnce()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const auto second = database.connect();
        Node nodeA(database), nodeB(*second);
        const std::string first = nodeA.sessions.begin(fixture.addUser(u"ada"_s), client)->token;
        QVERIFY(!nodeA.sessions.check(first, OrgId{}, client).refusal);
        age(database, u"rotated_at"_s, 601);
        const StoredSession session = **nodeB.store.find(SessionTokens::hashOf(tokens.read(first)->sid), OrgId{});

        const SessionCheck winner = nodeA.sessions.check(first, OrgId{}, client);
        QVERIFY(!*nodeB.store.rotate(session.id, 1, client.address, client.userAgent)); // read the row before, comes too late
        const SessionCheck loser = nodeB.sessions.check(first, OrgId{}, client);
        QCOMPARE(winner.token->token, at(first, 2));
        QCOMPARE(loser.token->token, at(first, 2));
        QCOMPARE(nodeA.counters.rotations.load(), 1);
        QCOMPARE(nodeB.counters.rotations.load(), 0);
        QCOMPARE(fixture.number(u"SELECT n FROM user_session"_s), 2);
    }

    void check_takesANumberThatAFailOverLost()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const std::string first = node.sessions.begin(fixture.addUser(u"ada"_s), client)->token;
        const SessionCheck ahead = node.sessions.check(at(first, 3), OrgId{}, client);
        QVERIFY(!ahead.refusal);
        QVERIFY(!ahead.token); // never a number that is not greater
        QCOMPARE(node.counters.ahead.load(), 1);
        QCOMPARE(fixture.number(u"SELECT n FROM user_session"_s), 3);
        QVERIFY(node.sessions.check(at(first, 2), OrgId{}, client).token);
    }

    void check_endsTheSessionOnReplay()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const std::string first = node.sessions.begin(fixture.addUser(u"ada"_s), client)->token;
        QVERIFY(!node.sessions.check(at(first, 3), OrgId{}, client).refusal);
        const SessionCheck replayed = node.sessions.check(first, OrgId{}, client);
        QCOMPARE(replayed.refusal->messageId, u"session.revoked"_s);
        QCOMPARE(node.counters.replays.load(), 1);
        QVERIFY(replayed.clearsCookie);
        QCOMPARE(node.sessions.check(at(first, 3), OrgId{}, client).refusal->messageId, u"session.revoked"_s);
        QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM user_session WHERE revoked_why = 'replay'"_s), 1);
        QCOMPARE(fixture.number(u"SELECT COUNT(*) FROM cluster_history WHERE kind = 'session-replayed' AND subject = 'ada'"_s), 1);
    }

    void check_refusesByTheTable_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("messageId");
        QTest::newRow("revoked") << u"UPDATE user_session SET revoked_at = DBNOW"_s << u"session.revoked"_s;
        QTest::newRow("user disabled") << u"UPDATE user_account SET is_disabled = 1"_s << u"session.revoked"_s;
        QTest::newRow("user gone") << u"DELETE FROM user_account"_s << u"session.revoked"_s;
        QTest::newRow("30 days") << u"UPDATE user_session SET created_at = created_at - 2592001000"_s << u"session.expired"_s;
        QTest::newRow("7 days idle") << u"UPDATE user_session SET rotated_at = rotated_at - 604801000"_s << u"session.expired"_s;
        QTest::newRow("no row") << u"DELETE FROM user_session"_s << u"session.invalid"_s;
    }
    void check_refusesByTheTable()
    {
        QFETCH(QString, change);
        QFETCH(QString, messageId);
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const auto token = node.sessions.begin(fixture.addUser(u"ada"_s), client);
        QVERIFY(database->execute(change));
        const SessionCheck check = node.sessions.check(token->token, OrgId{}, client);
        QCOMPARE(check.refusal->code, ErrorCode::Unauthenticated);
        QCOMPARE(check.refusal->messageId, messageId);
        QVERIFY(check.clearsCookie);
        QVERIFY(!check.token);
    }

    void check_forgedToken_costsNoStatement()
    {
        TEST_DATABASE(database);
        Node node(database);
        const qint64 before = database->statementCount();
        const SessionTokens others(Secret("another key of another installation"_ba));
        QCOMPARE(node.sessions.check(others.write(SessionTokens::newSid(), 1), OrgId{}, client).refusal->messageId, u"session.invalid"_s);
        QCOMPARE(database->statementCount(), before);
    }

    void check_databaseFailure_isNoLogOut()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const auto token = node.sessions.begin(fixture.addUser(u"ada"_s), client);
        const auto dropped = database->run(u"DROP TABLE user_session"_s);
        QVERIFY2(dropped, qPrintable(dropped ? QString() : dropped.error().detail));
        const SessionCheck check = node.sessions.check(token->token, OrgId{}, client);
        QVERIFY(check.refusal);
        QVERIFY(check.refusal->code != ErrorCode::Unauthenticated);
        QVERIFY(!check.clearsCookie);
    }

    void check_whileTheDatabaseIsAway_remembersAMinute()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        if (database.kind() == DatabaseKind::Sqlite)
            return; // a file does not go away
        GatedDatabase gated(database);
        Node node(*gated.connection), other(*gated.connection);
        const std::string first = node.sessions.begin(fixture.addUser(u"ada"_s, OrgRole::Editor), client)->token;
        QVERIFY(!node.sessions.check(at(first, 2), OrgId{}, client).refusal);
        gated.goAway();

        node.clock.advance(std::chrono::seconds(59));
        const SessionCheck known = node.sessions.check(at(first, 2), OrgId{}, client);
        QVERIFY(known.isRemembered);
        QCOMPARE(known.refusal->messageId, u"database.unavailable"_s);
        QCOMPARE(known.identity.login, u"ada"_s);
        QVERIFY(!known.clearsCookie && !known.token);
        QVERIFY2(!node.sessions.check(first, OrgId{}, client).isRemembered, "an older token than the one that was served");
        QVERIFY2(!node.sessions.check(at(first, 2), OrgId{99}, client).isRemembered, "another organisation");
        QVERIFY2(!other.sessions.check(at(first, 2), OrgId{}, client).isRemembered, "a node that never saw the session");
        node.clock.advance(std::chrono::seconds(2));
        QVERIFY(!node.sessions.check(at(first, 2), OrgId{}, client).isRemembered);
        QVERIFY(node.counters.unavailable > 0);
    }

    void check_afterRightsHaveChanged_remembersNobody()
    {
        TEST_DATABASE(database);
        if (database.kind() == DatabaseKind::Sqlite)
            return;
        IdentityFixture fixture(database);
        GatedDatabase gated(database);
        Node node(*gated.connection);
        const std::string token = node.sessions.begin(fixture.addUser(u"ada"_s), client)->token;
        QVERIFY(!node.sessions.check(token, OrgId{}, client).refusal);
        node.checked.clear(); // as the events of a revocation do
        gated.goAway();
        QVERIFY(!node.sessions.check(token, OrgId{}, client).isRemembered);
    }

    void revoke_whileAnotherNodeRotates_staysRevoked()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        const auto second = database.connect();
        Node nodeA(database), nodeB(*second);
        const UserId ada = fixture.addUser(u"ada"_s);
        const std::string token = nodeA.sessions.begin(ada, client)->token;
        const StoredSession read = **nodeB.store.find(SessionTokens::hashOf(tokens.read(token)->sid), OrgId{});
        QVERIFY(nodeA.sessions.revokeAll(ada, u"administrator"_s));
        QVERIFY(!*nodeB.store.rotate(read.id, 1, client.address, client.userAgent));
        QVERIFY(nodeB.store.moveAhead(read.id, 9));
        QCOMPARE(*nodeB.store.numberOf(read.id), 0);
        QCOMPARE(nodeB.sessions.check(token, OrgId{}, client).refusal->messageId, u"session.revoked"_s);
        QCOMPARE(nodeB.sessions.check(at(token, 9), OrgId{}, client).refusal->messageId, u"session.revoked"_s);
    }

    void signOut_endsThatSessionOnly()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const UserId ada = fixture.addUser(u"ada"_s);
        const std::string one = node.sessions.begin(ada, client)->token, other = node.sessions.begin(ada, client)->token;
        QVERIFY(node.sessions.signOut(one));
        QVERIFY(node.sessions.signOut("no token"));
        QVERIFY(node.sessions.check(one, OrgId{}, client).refusal);
        QVERIFY(!node.sessions.check(other, OrgId{}, client).refusal);
    }

    void revoke_isForOnesOwnSessions()
    {
        TEST_DATABASE(database);
        IdentityFixture fixture(database);
        Node node(database);
        const UserId ada = fixture.addUser(u"ada"_s), bob = fixture.addUser(u"bob"_s);
        const std::string token = node.sessions.begin(ada, client)->token;
        const auto listed = *node.sessions.listOf(ada);
        QCOMPARE(listed.size(), 1u);
        QCOMPARE(listed[0].clientIp, client.address);
        QCOMPARE(node.sessions.revoke(bob, listed[0].id).error().code, ErrorCode::NotFound);
        QVERIFY(!node.sessions.check(token, OrgId{}, client).refusal);
        QVERIFY(node.sessions.revoke(ada, listed[0].id));
        QVERIFY(node.sessions.listOf(ada)->empty());
    }
};

QTEST_GUILESS_MAIN(tst_SessionsService)
#include "tst_sessionsservice.moc"
