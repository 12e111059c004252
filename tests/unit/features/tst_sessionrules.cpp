#include "features/sessions/sessionrules.h"

#include <QTest>

using namespace mdash;

Q_DECLARE_METATYPE(mdash::SessionVerdict)
Q_DECLARE_METATYPE(mdash::SessionState)

namespace {

constexpr qint64 now = 1'700'000'000'000;
constexpr qint64 second = 1'000;
constexpr qint64 day = 86'400 * second;

/// A session with number 5 that was rotated a minute ago and seen since.
SessionState session()
{
    SessionState state;
    state.n = 5;
    state.createdAt = now - day;
    state.rotatedAt = now - 60 * second;
    state.firstSeenAt = now - 50 * second;
    state.now = now;
    return state;
}

SessionState with(SessionState state, auto change)
{
    change(state);
    return state;
}

} // namespace

/// The rows of sessions.md §3.
class tst_SessionRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judge_followsTheTable_data()
    {
        using enum SessionVerdict;
        QTest::addColumn<qint64>("k");
        QTest::addColumn<SessionState>("state");
        QTest::addColumn<SessionVerdict>("expected");
        const auto revoked = with(session(), [](auto &s) { s.isRevoked = true; });
        const auto unseen = with(session(), [](auto &s) { s.firstSeenAt.reset(); });
        const auto old = with(session(), [](auto &s) { s.rotatedAt = now - 601 * second; });
        QTest::newRow("revoked") << qint64{5} << revoked << Revoked;
        QTest::newRow("user disabled or gone") << qint64{5} << with(session(), [](auto &s) { s.userIsGoneOrDisabled = true; }) << Revoked;
        QTest::newRow("revoked comes before replay") << qint64{2} << revoked << Revoked;
        QTest::newRow("30 days old") << qint64{5} << with(session(), [](auto &s) { s.createdAt = now - 30 * day; }) << Served;
        QTest::newRow("older than 30 days") << qint64{5} << with(session(), [](auto &s) { s.createdAt = now - 30 * day - 1; }) << Expired;
        QTest::newRow("idle for 7 days") << qint64{5} << with(session(), [](auto &s) { s.createdAt = s.rotatedAt = now - 7 * day; }) << ServedRotate;
        QTest::newRow("idle for longer") << qint64{5} << with(session(), [](auto &s) { s.createdAt = s.rotatedAt = now - 7 * day - 1; }) << Expired;
        QTest::newRow("current") << qint64{5} << session() << Served;
        QTest::newRow("current, unseen") << qint64{5} << unseen << ServedSeen;
        QTest::newRow("current, unseen for an hour") << qint64{5} << with(unseen, [](auto &s) { s.rotatedAt = now - 3'600 * second; }) << ServedSeen;
        QTest::newRow("current, rotated 10 min ago") << qint64{5} << with(session(), [](auto &s) { s.rotatedAt = now - 600 * second; }) << Served;
        QTest::newRow("current, rotated longer ago") << qint64{5} << old << ServedRotate;
        QTest::newRow("previous, current unseen") << qint64{4} << unseen << ServedRenew;
        QTest::newRow("previous, current unseen for an hour") << qint64{4} << with(unseen, [](auto &s) { s.rotatedAt = now - 3'600 * second; }) << ServedRenew;
        QTest::newRow("previous, within grace") << qint64{4} << with(session(), [](auto &s) { s.firstSeenAt = now - 120 * second; }) << ServedRenew;
        QTest::newRow("previous, after grace") << qint64{4} << with(session(), [](auto &s) { s.firstSeenAt = now - 120 * second - 1; }) << Stale;
        QTest::newRow("ahead by one") << qint64{6} << session() << ServedAhead;
        QTest::newRow("ahead by many") << qint64{500} << session() << ServedAhead;
        QTest::newRow("two rotations old") << qint64{3} << session() << Replayed;
        QTest::newRow("two rotations old, current unseen") << qint64{3} << unseen << Replayed;
        QTest::newRow("first of all") << qint64{1} << session() << Replayed;
    }
    void judge_followsTheTable()
    {
        QFETCH(qint64, k);
        QFETCH(SessionState, state);
        QFETCH(SessionVerdict, expected);
        QCOMPARE(judge(k, state, SessionLifetimes{}), expected);
    }

    void problem_findsLifetimesThatBreakTheProtocol()
    {
        QVERIFY(!SessionLifetimes{}.problem());
        SessionLifetimes twoInOneRequest;
        twoInOneRequest.rotation = twoInOneRequest.grace;
        QVERIFY(twoInOneRequest.problem());
        SessionLifetimes idleBeforeRotation;
        idleBeforeRotation.idle = idleBeforeRotation.rotation;
        QVERIFY(idleBeforeRotation.problem());
        SessionLifetimes shortInAll;
        shortInAll.absolute = std::chrono::days{1};
        QVERIFY(shortInAll.problem());
    }
};

QTEST_APPLESS_MAIN(tst_SessionRules)
#include "tst_sessionrules.moc"
