#include "features/sessions/sessionrules.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <compare>
#include <cstring>
#include <deque>
#include <functional>
#include <unordered_set>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 tickMs = 120'000;    // also the longest life of a request
constexpr int graceTicks = 1;
constexpr int rotationTicks = 2;
constexpr int endOfTime = 100;        // the present instant, in ticks: only ages count
constexpr int unseen = -1;
constexpr SessionLifetimes lifetimes{.rotation = Millis(rotationTicks * tickMs), .grace = Millis(graceTicks * tickMs)};

/// What the protocol has beyond judge(), each of which a test switches off.
struct Rules
{
    bool followsNewerTokens = true;   // AHEAD, instead of refusing what the database does not know
    bool setsOnlyGreater = true;      // a cookie is set only if its number is greater than the one that came
    bool rotatesByCompareAndSet = true;
};

struct Bounds
{
    int requests = 9, losses = 2, failOvers = 0;
};

/// The row of a session, with ages in ticks that stop where older makes no difference.
struct Row
{
    qint8 n = 1, rotatedAge = 0, seenAge = unseen;
};

enum class Phase : qint8 { Idle, Sent, Seen, Rotate, Ahead, Reread, Answer };

/// A request of one of the browser's tabs.
struct Request
{
    Phase phase = Phase::Idle;
    qint8 k = 0, age = 0, answer = 0; // answer: number of the cookie that is set, 0 for none
    friend auto operator<=>(const Request &, const Request &) = default;
};

/// Everything that the next step may depend on. Bytes only, so that it is compared and hashed as such.
struct World
{
    Row row, before; // before: without the last rotation, what a fail-over may bring back
    qint8 jar = 1;   // number of the browser's cookie
    qint8 sent = 0, lost = 0, failedOver = 0;
    std::array<Request, 4> requests; // under way together
};
static_assert(std::has_unique_object_representations_v<World>);

struct SameBytes
{
    bool operator()(const World &a, const World &b) const { return std::memcmp(&a, &b, sizeof(World)) == 0; }
};
struct HashOfBytes
{
    std::size_t operator()(const World &world) const
    {
        return std::hash<std::string_view>()(std::string_view(reinterpret_cast<const char *>(&world), sizeof(World)));
    }
};

SessionState stateOf(const Row &row)
{
    const auto at = [](int age) { return (endOfTime - age) * tickMs; };
    return {.n = row.n, .createdAt = 0, .rotatedAt = at(row.rotatedAge),
            .firstSeenAt = row.seenAge == unseen ? std::nullopt : std::optional(at(row.seenAge)), .now = at(0)};
}

/// Tries every order in which requests, nodes, answers, time and a fail-over may follow one another, with the judge() of the
/// product, and finds out whether a browser that never did anything wrong may be signed out.
class Explorer
{
public:
    Explorer(Rules rules, Bounds bounds) : m_rules(rules), m_bounds(bounds) {}

    /// True if somebody was thrown out.
    bool findsLogOut()
    {
        add(World{});
        while (!m_open.empty() && !m_hasLogOut) {
            const World world = m_open.front();
            m_open.pop_front();
            for (std::size_t i = 0; i < world.requests.size(); ++i)
                step(world, i);
            passTime(world);
            failOver(world);
        }
        return m_hasLogOut;
    }
    [[nodiscard]] std::size_t worlds() const { return m_known.size(); }

private:
    void add(World world)
    {
        std::sort(world.requests.begin(), world.requests.end()); // which tab it is makes no difference
        if (m_known.insert(world).second)
            m_open.push_back(world);
    }
    void with(const World &world, std::size_t i, const std::function<void(World &, Request &)> &change)
    {
        World next = world;
        change(next, next.requests[i]);
        add(next);
    }
    void step(const World &world, std::size_t i)
    {
        switch (world.requests[i].phase) {
        case Phase::Idle: send(world, i); break;
        case Phase::Sent: read(world, i); break;
        case Phase::Seen: with(world, i, [](World &next, Request &request) { see(next.row, request); }); break;
        case Phase::Rotate: with(world, i, [this](World &next, Request &request) { rotate(next, request); }); break;
        case Phase::Ahead: with(world, i, [](World &next, Request &request) { moveAhead(next.row, request); }); break;
        case Phase::Reread:
            with(world, i, [this](World &next, Request &request) { answerWith(request, next.row.n); });
            break;
        case Phase::Answer: answer(world, i); break;
        }
    }
    void send(const World &world, std::size_t i)
    {
        if (world.sent == m_bounds.requests)
            return;
        with(world, i, [](World &next, Request &request) {
            ++next.sent;
            request = {Phase::Sent, next.jar, 0, 0};
        });
    }
    /// The one SELECT of a request, and what follows from it.
    void read(const World &world, std::size_t i)
    {
        const qint8 k = world.requests[i].k;
        if (k > world.row.n && !m_rules.followsNewerTokens) {
            m_hasLogOut = true;
            return;
        }
        const SessionVerdict verdict = judge(k, stateOf(world.row), lifetimes);
        with(world, i, [&](World &next, Request &request) {
            switch (verdict) {
            case SessionVerdict::Served: answerWith(request, k); break;
            case SessionVerdict::ServedSeen: request.phase = Phase::Seen; break;
            case SessionVerdict::ServedRotate: request.phase = Phase::Rotate; break;
            case SessionVerdict::ServedRenew: answerWith(request, next.row.n); break;
            case SessionVerdict::ServedAhead: request.phase = Phase::Ahead; break;
            case SessionVerdict::Stale: // the client repeats it once, with what the jar holds by now
                m_hasLogOut = m_hasLogOut || next.jar == k;
                request.k = next.jar;
                break;
            case SessionVerdict::Replayed:
            case SessionVerdict::Revoked:
            case SessionVerdict::Expired: m_hasLogOut = true; break;
            }
        });
    }
    static void see(Row &row, Request &request)
    {
        if (row.n == request.k && row.seenAge == unseen)
            row.seenAge = row.rotatedAge = 0;
        request.phase = Phase::Answer;
    }
    void rotate(World &world, Request &request) const
    {
        if (world.row.n != request.k && m_rules.rotatesByCompareAndSet) {
            request.phase = Phase::Reread;
            return;
        }
        world.before = world.row;
        world.row = {static_cast<qint8>(world.row.n + 1), 0, unseen};
        answerWith(request, world.row.n);
    }
    static void moveAhead(Row &row, Request &request)
    {
        if (row.n < request.k)
            row = {request.k, 0, 0};
        request.phase = Phase::Answer;
    }
    void answerWith(Request &request, qint8 number) const
    {
        const bool isSet = m_rules.setsOnlyGreater ? number > request.k : number != request.k;
        request.answer = isSet ? number : qint8(0);
        request.phase = Phase::Answer;
    }
    void answer(const World &world, std::size_t i)
    {
        with(world, i, [](World &next, Request &request) {
            if (request.answer != 0)
                next.jar = request.answer;
            request = {};
        });
        if (world.requests[i].answer == 0 || world.lost == m_bounds.losses)
            return;
        with(world, i, [](World &next, Request &request) {
            ++next.lost;
            request = {};
        });
    }
    /// Not while a request is as old as a request may become.
    void passTime(const World &world)
    {
        World next = world;
        const auto older = [](Row &row) {
            row.rotatedAge = std::min<qint8>(row.rotatedAge + 1, rotationTicks + 1);
            if (row.seenAge != unseen)
                row.seenAge = std::min<qint8>(row.seenAge + 1, graceTicks + 1);
        };
        for (Request &request : next.requests) {
            if (request.phase != Phase::Idle && ++request.age > 1)
                return;
        }
        older(next.row);
        older(next.before);
        add(next);
    }
    void failOver(const World &world)
    {
        if (world.failedOver == m_bounds.failOvers || world.before.n >= world.row.n)
            return;
        World next = world;
        next.row = next.before;
        ++next.failedOver;
        add(next);
    }

    Rules m_rules;
    Bounds m_bounds;
    std::unordered_set<World, HashOfBytes, SameBytes> m_known;
    std::deque<World> m_open;
    bool m_hasLogOut = false;
};

} // namespace

/// The protocol of rotation, over all orders of events within bounds: a model whose rules are the product's.
class tst_SessionProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLegalBrowserIsSignedOut_data()
    {
        QTest::addColumn<int>("failOvers");
        QTest::newRow("two answers lost") << 0;
        QTest::newRow("two answers lost, and a fail-over that loses a rotation") << 1;
    }
    void noLegalBrowserIsSignedOut()
    {
        QFETCH(int, failOvers);
        Explorer explorer({}, {.failOvers = failOvers});
        QVERIFY(!explorer.findsLogOut());
        QVERIFY2(explorer.worlds() > 10'000, qPrintable(QString::number(explorer.worlds())));
    }

    void eachRuleIsNeeded_data()
    {
        QTest::addColumn<bool>("followsNewerTokens");
        QTest::addColumn<bool>("setsOnlyGreater");
        QTest::addColumn<bool>("rotatesByCompareAndSet");
        QTest::addColumn<int>("failOvers");
        QTest::newRow("newer tokens after a fail-over") << false << true << true << 1;
        QTest::newRow("only greater numbers are set") << true << false << true << 1;
        QTest::newRow("rotation by compare and set") << true << true << false << 0;
    }
    void eachRuleIsNeeded()
    {
        QFETCH(bool, followsNewerTokens);
        QFETCH(bool, setsOnlyGreater);
        QFETCH(bool, rotatesByCompareAndSet);
        QFETCH(int, failOvers);
        Explorer explorer({followsNewerTokens, setsOnlyGreater, rotatesByCompareAndSet}, {.failOvers = failOvers});
        QVERIFY(explorer.findsLogOut());
    }
};

QTEST_APPLESS_MAIN(tst_SessionProtocol)
#include "tst_sessionprotocol.moc"
