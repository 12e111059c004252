#include "features/nodes/nodesjson.h"

#include "base/json.h"
#include "platform/cluster/jobs.h"
#include "platform/cluster/nodemembership.h"

#include "support/testclock.h"
#include "support/testdatabase.h"

using namespace mdash;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

NodeMembership addNode(Database &database, const QString &name, NodeState state, const QString &settings = u"[]"_s)
{
    NodeMembership node({u"id-"_s + name, u"host-"_s + name}, {name, u"127.0.0.1:1"_s, u"0.1"_s, 1, settings});
    [&] {
        QVERIFY(node.enter(database).value_or(false));
        QVERIFY(node.beat(database, {state, 3, 9, u"{}"_s, u"{\"load\":{\"queue\":2},\"waitsFor\":\"x\",\"schema\":1}"_s}).value_or(false));
    }();
    return node;
}

void silence(Database &database, const QString &name)
{
    QVERIFY(database.execute(u"UPDATE cluster_node SET heartbeat_at = heartbeat_at - 20000 WHERE name = ?"_s, {name}));
}

QStringList kindsOf(const Result<std::vector<ClusterEventRow>> &events)
{
    QStringList kinds;
    for (const ClusterEventRow &event : *events)
        kinds.append(event.kind);
    return kinds;
}

} // namespace

class tst_nodesservice : public QObject
{
    Q_OBJECT

    Principal m_admin;

private Q_SLOTS:
    void initTestCase_data() { TestDatabase::addRows(); }
    void init() { m_admin.login = u"admin"_s; }

    void overview_saysWhatTheRowsSay()
    {
        TEST_DATABASE(database);
        NodesStore store(database);
        NodesService service(store);
        addNode(database, u"b"_s, NodeState::Ready);
        const NodeMembership a = addNode(database, u"a"_s, NodeState::Ready);
        const TestBootClock boot;
        Leases leases(a.owner(), u"a"_s, boot);
        QVERIFY(*leases.take(database, u"job:sessions"_s, 60s));
        QVERIFY(*leases.take(database, u"free"_s, 60s));
        QVERIFY(leases.release(database, {u"free"_s, 1, {}}));
        Jobs jobs(leases, {guardedJob(u"sessions"_s, 1h, [](Database &) { return Result<qint64>(0); })}, [](Database &, const Jobs::Run &) {});
        QVERIFY(jobs.declare(database));

        const auto overview = service.overview();
        QVERIFY2(overview, overview ? "" : qPrintable(overview.error().detail));
        const auto json = JsonDocument::parse(toJson(*overview, u"id-a"_s));
        const JsonValue root = json->root();

        QCOMPARE(root["clusterId"].text().size(), 32);
        QCOMPARE(root["health"].text(), u"ok"_s);
        QCOMPARE(root["sentence"]["messageId"].text(), u"cluster.health.ok"_s);
        QCOMPARE(root["database"]["kind"].text().isEmpty(), false);
        QCOMPARE(root["database"]["version"].text().isEmpty(), false);
        QVERIFY(root["database"]["since"].integer() > 1'700'000'000'000);
        QCOMPARE(root["nodes"].size(), 2U);
        const JsonValue first = root["nodes"].elements()[0];
        QCOMPARE(first["name"].text(), u"a"_s);
        QCOMPARE(first["state"].text(), u"ready"_s);
        QCOMPARE(first["self"].boolean(), true);
        QCOMPARE(first["load"]["queue"].integer(), 2);
        QCOMPARE(first["clockOffsetMs"].integer(), 3);
        QCOMPARE(first["lastEvent"].integer(), 9);
        QCOMPARE(first["waitsFor"].text(), u"x"_s);
        QCOMPARE(root["nodes"].elements()[1]["self"].boolean(true), false);
        QCOMPARE(root["leases"].size(), 1U);
        QCOMPARE(root["leases"].elements()[0]["node"].text(), u"a"_s);
        QCOMPARE(root["jobs"].elements()[0]["name"].text(), u"sessions"_s);
        QCOMPARE(root["jobs"].elements()[0]["owner"].text(), u"a"_s);
    }

    void watch_marksOnceWhoIsNotHeardOf()
    {
        TEST_DATABASE(database);
        NodesStore store(database);
        NodesService service(store);
        addNode(database, u"a"_s, NodeState::Ready);
        const NodeMembership b = addNode(database, u"b"_s, NodeState::Ready);
        QVERIFY(service.watch(u"a"_s));
        silence(database, u"b"_s);

        for (int turn = 0; turn < 2; ++turn)
            QVERIFY(service.watch(u"a"_s));

        const QStringList kinds = kindsOf(service.events(std::nullopt, 100));
        QCOMPARE(kinds, QStringList({u"node-joined"_s, u"node-joined"_s, u"node-lost"_s, u"finding-came"_s}));
        const auto overview = service.overview();
        QCOMPARE(overview->state.nodes[1].state, NodeState::Gone);
        QCOMPARE(overview->findings[0].kind, u"node-lost"_s);
        QVERIFY(overview->findings[0].since > 0);
        QCOMPARE(overview->health.level, ClusterHealth::Level::Degraded);

        NodeMembership back = b;
        QVERIFY(back.beat(database, {NodeState::Ready, 0, 0, u"{}"_s, u"{}"_s}).value_or(false));
        QVERIFY(service.watch(u"a"_s));
        QCOMPARE(kindsOf(service.events(std::nullopt, 1)), QStringList{u"finding-went"_s});
        QVERIFY(service.overview()->findings.empty());
    }

    void watch_leavesWhoLeft()
    {
        TEST_DATABASE(database);
        NodesStore store(database);
        NodesService service(store);
        addNode(database, u"a"_s, NodeState::Ready);
        NodeMembership b = addNode(database, u"b"_s, NodeState::Ready);
        QVERIFY(b.leave(database));
        silence(database, u"b"_s);
        QVERIFY(service.watch(u"a"_s));
        QVERIFY(service.overview()->findings.empty());
        QCOMPARE(kindsOf(service.events(std::nullopt, 1)), QStringList{u"node-left"_s});
    }

    void drain_isAnOrderInTheRow()
    {
        TEST_DATABASE(database);
        NodesStore store(database);
        NodesService service(store);
        NodeMembership a = addNode(database, u"a"_s, NodeState::Ready);
        addNode(database, u"starting"_s, NodeState::Starting);
        addNode(database, u"gone"_s, NodeState::Ready);
        silence(database, u"gone"_s);

        QVERIFY(service.drain(m_admin, u"id-a"_s));
        QVERIFY(a.look(database)->isDrainWanted);
        QVERIFY(service.resume(m_admin, u"id-a"_s));
        QVERIFY(!a.look(database)->isDrainWanted);
        const auto events = service.events(std::nullopt, 2);
        QCOMPARE(kindsOf(events), QStringList({u"drain-ordered"_s, u"resume-ordered"_s}));
        QCOMPARE(events->front().subject, u"admin"_s);
        const auto told = database->selectOne(u"SELECT COUNT(*) FROM cluster_event WHERE topic = 'node' AND payload = 'id-a'"_s, {},
                                              [](const Row &row) { return row.integer(0); });
        QCOMPARE(**told, 3); // it joined, and two orders

        QCOMPARE(service.drain(m_admin, u"nobody"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(service.drain(m_admin, u"id-starting"_s).error().code, ErrorCode::Conflict);
        const auto refused = service.drain(m_admin, u"id-gone"_s);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(refused.error().detail.contains(u"gone is gone"_s));
    }

    void runJob_makesItDue()
    {
        TEST_DATABASE(database);
        NodesStore store(database);
        NodesService service(store);
        const TestBootClock boot;
        Leases leases(u"id-a/1"_s, u"a"_s, boot);
        int runs = 0;
        Jobs jobs(leases, {guardedJob(u"sessions"_s, 1h, [&](Database &) { ++runs; return Result<qint64>(0); })}, [](Database &, const Jobs::Run &) {});
        QVERIFY(jobs.declare(database));
        QVERIFY(jobs.runDue(database));
        QCOMPARE(runs, 0);

        QVERIFY(service.runJob(m_admin, u"sessions"_s));
        QVERIFY(jobs.runDue(database));
        QCOMPARE(runs, 1);
        QCOMPARE(service.runJob(m_admin, u"no-such"_s).error().code, ErrorCode::NotFound);
        QVERIFY(*leases.take(database, u"job:sessions"_s, 60s));
        const auto running = service.runJob(m_admin, u"sessions"_s);
        QCOMPARE(running.error().code, ErrorCode::Conflict);
        QVERIFY(running.error().detail.contains(u"running on a"_s));
    }

    void config_comparesWithLiveNodes()
    {
        TEST_DATABASE(database);
        NodesStore store(database);
        NodesService service(store);
        const auto settings = [](const char *url, const char *print) {
            return QString::fromUtf8("[{\"section\":\"server\",\"key\":\"root_url\",\"value\":\"%1\",\"origin\":\"default\"},"
                                     "{\"section\":\"security\",\"key\":\"secret_key\",\"value\":\"*****\",\"origin\":\"file\",\"print\":\"%2\"}]")
                .arg(QString::fromUtf8(url), QString::fromUtf8(print));
        };
        addNode(database, u"a"_s, NodeState::Ready, settings("http://a/", "1"));
        addNode(database, u"b"_s, NodeState::Ready, settings("http://a/", "2"));
        addNode(database, u"gone"_s, NodeState::Ready, settings("http://other/", "1"));
        silence(database, u"gone"_s);

        const auto config = service.config(u"id-a"_s);
        QVERIFY(config);
        QVERIFY(config->updatedAt > 0);
        QCOMPARE(config->settings.size(), 2U);
        QVERIFY(config->settings[0].others.empty());
        QCOMPARE(config->settings[1].others, (std::vector<std::pair<QString, QString>>{{u"b"_s, u"*****"_s}}));
        const std::string json = toJson(*config);
        QVERIFY(json.find("print") == std::string::npos);
        QCOMPARE(JsonDocument::parse(json)->root()["settings"].elements()[1]["differs"].boolean(), true);
        QCOMPARE(service.config(u"nobody"_s).error().code, ErrorCode::NotFound);
    }

    void events_goOnAfterWhatWasSeen()
    {
        TEST_DATABASE(database);
        NodesStore store(database);
        NodesService service(store);
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            addNode(database, name, NodeState::Ready);
        const auto last = service.events(std::nullopt, 2);
        QCOMPARE(last->size(), 2U);
        QCOMPARE(last->front().node, u"b"_s);
        const auto rest = service.events(last->front().id, 10);
        QCOMPARE(rest->size(), 1U);
        QCOMPARE(rest->front().node, u"c"_s);
        const auto json = JsonDocument::parse(toJson(*rest));
        QCOMPARE(json->root()["events"].elements()[0]["text"].text(), u"c started (0.1)."_s);
    }
};

QTEST_GUILESS_MAIN(tst_nodesservice)
#include "tst_nodesservice.moc"
