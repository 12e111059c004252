#include "features/health/healthroutes.h"

#include "base/json.h"

#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

class SetClock final : public Clock
{
public:
    [[nodiscard]] TimePoint now() const override { return m_now; }
    void advance(Millis by) { m_now += by; }

private:
    TimePoint m_now{std::chrono::hours(1'000'000)};
};

} // namespace

class tst_healthservice : public QObject
{
    Q_OBJECT

    static int statusOf(const HealthService &health, const std::string &path)
    {
        DirectRoutes routes;
        declareHealth(routes, health, {"10.4.0", "abc"});
        DirectAnswer answer;
        routes.find(path)->handler({}, answer);
        return answer.status;
    }

private Q_SLOTS:
    void starting_isAliveButNotReady()
    {
        SetClock clock;
        HealthService health(clock);
        health.setProgress(u"node-b"_s, u"3 of 9"_s);

        QCOMPARE(statusOf(health, "/livez"), 200);
        QCOMPARE(statusOf(health, "/readyz"), 503);
        QCOMPARE(statusOf(health, "/healthz"), 200);
        const auto body = JsonDocument::parse(health.readiness());
        QCOMPARE(body->root()["state"].text(), u"starting"_s);
        QCOMPARE(body->root()["waitingFor"].text(), u"node-b"_s);
        QCOMPARE(body->root()["schema"].text(), u"3 of 9"_s);
    }

    void ready_endsWhenTheDatabaseIsSilent()
    {
        SetClock clock;
        HealthService health(clock);
        health.setState(NodeState::Ready);
        health.onDatabaseAnswered();
        health.onMainLoopTick();
        QCOMPARE(statusOf(health, "/readyz"), 200);
        QCOMPARE(statusOf(health, "/api/health"), 200);

        clock.advance(5001ms);
        QCOMPARE(statusOf(health, "/api/health"), 503);
        QCOMPARE(statusOf(health, "/readyz"), 200);
        clock.advance(5s);
        QCOMPARE(statusOf(health, "/readyz"), 503);
        QCOMPARE(statusOf(health, "/healthz"), 200);
    }

    void alive_needsTheMainLoopAndTheWorkers()
    {
        SetClock clock;
        HealthService health(clock);
        qint64 stalled = 0;
        health.setStallProbe([&] { return stalled; });
        health.setState(NodeState::Ready);
        health.onMainLoopTick();
        QVERIFY(health.isAlive());

        stalled = 60'001;
        QVERIFY(!health.isAlive());
        stalled = 0;
        clock.advance(10'001ms);
        QVERIFY(!health.isAlive());
    }

    void draining_isNotReady()
    {
        SetClock clock;
        HealthService health(clock);
        health.onDatabaseAnswered();
        health.onMainLoopTick();
        health.setState(NodeState::Draining);

        QCOMPARE(statusOf(health, "/readyz"), 503);
        QCOMPARE(statusOf(health, "/livez"), 200);
        QCOMPARE(statusOf(health, "/api/health"), 200);
    }

    void health_leavesOutWhatIsHidden()
    {
        SetClock clock;
        HealthService health(clock);
        health.onDatabaseAnswered();
        DirectRoutes routes;
        declareHealth(routes, health, {});
        DirectAnswer answer;
        routes.find("/api/health")->handler({}, answer);
        QCOMPARE(std::string(answer.body), std::string("{\"database\":\"ok\"}"));
    }
};

QTEST_APPLESS_MAIN(tst_healthservice)
#include "tst_healthservice.moc"
