#include "runtime/serverruntime.h"

#include "features/frontend/webfiles.h"
#include "features/health/healthroutes.h"
#include "platform/cluster/eventbus.h"
#include "platform/cluster/nodeidentity.h"
#include "platform/cluster/processlock.h"
#include "platform/http/httpmetrics.h"
#include "platform/http/httpserver.h"
#include "platform/storage/dialect.h"
#include "platform/storage/migrator.h"
#include "platform/storage/pooler.h"
#include "platform/storage/sqlfailure.h"
#include "runtime/buildinfo.h"
#include "runtime/certificatewatch.h"
#include "runtime/clustermember.h"
#include "runtime/datafolder.h"
#include "runtime/databasemetrics.h"
#include "runtime/databaseprobe.h"
#include "runtime/databaserights.h"
#include "runtime/httpoptionsof.h"
#include "runtime/nodememory.h"
#include "runtime/workergraph.h"

#include <QDir>
#include <QTimer>

#include <future>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr std::size_t QueueLimit = 4096; // requests that wait for a worker
constexpr std::chrono::seconds LongestDrain{30};
constexpr std::chrono::milliseconds DrainLook{50};
constexpr std::chrono::seconds Tick{1};
constexpr std::chrono::milliseconds ReopenAfter{500};
constexpr std::chrono::milliseconds AdmissionPatience{1'500}; // the network looks each half second
constexpr std::chrono::seconds ProvisioningLook{10};
constexpr std::chrono::seconds LongestProvisioning{15}; // by another node, before this one is ready
constexpr std::chrono::milliseconds ProvisioningPause{100};
constexpr std::chrono::milliseconds FirstFigures{500};

} // namespace

struct ServerRuntime::Private
{
    explicit Private(NodeOptions options) : parts(connected(std::move(options))), database(parts.options.database) {}

    [[nodiscard]] NodeOptions connected(NodeOptions options);
    Result<void> claimFiles();
    Result<std::unique_ptr<Database>> migrateSchema();
    Result<void> joinCluster(ServerRuntime &runtime, Database &connection, const Secret &secretKey);
    void followDrainOrder(bool isWanted);
    [[nodiscard]] QString address() const;
    void makeEventBus();
    void startProbe();
    void startWorkers();
    Result<void> provision();
    void provisionAgain();
    void recordFigures();
    [[nodiscard]] std::shared_ptr<void> makeGraph(Worker &worker);

    const std::shared_ptr<DatabaseGate> gate = std::make_shared<DatabaseGate>();
    std::unique_ptr<EventBus> bus; // made before the node publishes anything of its own
    NodeParts parts;
    NodeIdentity identity;
    DatabaseOptions database; // with the node's identity
    std::vector<ProcessLock> locks;
    FirstStart::ReportPassword reportPassword = [](const QString &, const QString &) {};
    HttpMetrics metrics{*parts.registry};
    std::unique_ptr<HttpServer> http;
    std::unique_ptr<CertificateWatch> certificateWatch;
    std::atomic<bool> isStopping{false};
    std::promise<const Router *> firstRouter;
    std::atomic<bool> hasRouter{false};
    std::unique_ptr<WorkerPool> workers;
    std::unique_ptr<ClusterMember> cluster;
    std::unique_ptr<DatabaseMetrics> databaseMetrics;
    std::unique_ptr<DatabaseProbe> probe;
    std::atomic<bool> wasAway{false}; // the database, and those who wait have not been told that it is back
    bool isEnding = false;
    QTimer tick;
    QTimer drainLook;
    QTimer provisioningLook;
    QTimer figuresLook;
    std::chrono::steady_clock::time_point drainEnd;
};

ServerRuntime::ServerRuntime(NodeOptions options) : d(std::make_unique<Private>(std::move(options)))
{
    connect(&d->tick, &QTimer::timeout, this, [this] {
        d->parts.health.onMainLoopTick();
        d->parts.queryFlights.removeOld();
        d->parts.variableFlights.removeOld();
        d->parts.figures.onMainLoopTick(Tick);
        d->cluster->refreshFigures();
        d->parts.health.setEventLag(d->bus->lag());
        d->databaseMetrics->refresh();
        tellWhatIsDeaf(d->parts.ownFindings, *d->bus);
    });
    connect(&d->figuresLook, &QTimer::timeout, this, [this] { d->recordFigures(); });
    connect(&d->drainLook, &QTimer::timeout, this, [this] {
        const bool isOver = d->http->requestsInFlight() == 0 || std::chrono::steady_clock::now() >= d->drainEnd;
        if (!isOver)
            return;
        d->drainLook.stop();
        Q_EMIT drained();
    });
}

/// Network threads end first, so that nothing new reaches the workers; their object outlives the workers, whose last
/// answers still refer to it.
ServerRuntime::~ServerRuntime()
{
    d->isStopping = true;
    if (d->http)
        d->http->stop();
    if (d->parts.queries)
        d->parts.queries->detach();
    if (d->workers)
        d->workers->stop();
    d->parts.queries.reset(); // what still waits for a data source refers to the network's sessions
    if (d->bus)
        d->bus->stop(); // its callbacks refer to the cluster's member, who publishes until he ends
    d->cluster.reset(); // says that the node is gone
    d->probe.reset();
}

/// Every connection of the node shares the gate, and tells the bus what it has published.
NodeOptions ServerRuntime::Private::connected(NodeOptions options)
{
    options.database.gate = gate;
    options.database.onPublished = [this](qint64 id) {
        if (bus)
            bus->announce(id);
    };
    return options;
}

/// Refuses to share the data folder, or a SQLite file, with another process, and learns who this node is.
Result<void> ServerRuntime::Private::claimFiles()
{
    const QString folder = parts.options.dataPath;
    if (auto made = makeDataFolder(folder); !made)
        return made;
    std::vector<std::pair<QString, QString>> claims = {{QDir(folder).filePath(u"node.lock"_s), u"data folder %1"_s.arg(folder)}};
    if (database.kind == DatabaseKind::Sqlite && database.path != ":memory:"_L1)
        claims.emplace_back(database.path + ".lock"_L1, u"database %1"_s.arg(database.path));
    for (const auto &[file, what] : claims) {
        auto lock = ProcessLock::acquire(file, what);
        if (!lock)
            return tl::unexpected(lock.error());
        locks.push_back(*std::move(lock));
    }
    return loadNodeIdentity(folder).map([this](const NodeIdentity &loaded) {
        identity = loaded;
        database.origin = loaded.nodeId;
    });
}

/// Answers the connection that it used, for what else comes before the workers.
Result<std::unique_ptr<Database>> ServerRuntime::Private::migrateSchema()
{
    DatabaseOptions unhurried = database;
    unhurried.gate = nullptr;
    unhurried.statementTimeout = std::chrono::milliseconds(0); // a large table takes its time to change
    const auto isPooled = isPooledByTransaction(unhurried);
    if (!isPooled)
        return tl::unexpected(isPooled.error());
    database.preparesStatements = unhurried.preparesStatements = !*isPooled;
    auto connection = Database::open(unhurried);
    if (!connection)
        return connection;
    FirstStart firstStart(parts.identity->hasher, firstStartOptions(parts.options.security), reportPassword);
    const auto hasUsers = (*connection)->selectOne((*connection)->dialect().tableExists(), {u"org"_s}, [](const Row &) { return true; });
    if (hasUsers && !*hasUsers)
        firstStart.prepare();
    auto migrated = migrate(**connection, parts.options.instanceName, parts.options.migrationPatience,
                            [this](const MigrationProgress &progress) {
                                parts.health.setProgress(progress.waitingFor,
                                                         u"%1 of %2"_s.arg(progress.step).arg(progress.steps));
                            });
    if (!migrated)
        return tl::unexpected(explainRefusal(migrated.error(), **connection));
    parts.health.setProgress({}, u"%1"_s.arg(schemaRelease));
    return firstStart.run(**connection).map([&] { return std::move(*connection); });
}

/// Where people reach this node itself.
QString ServerRuntime::Private::address() const
{
    const QString &configured = parts.options.server.address;
    return u"%1:%2"_s.arg(configured.isEmpty() ? QSysInfo::machineHostName() : configured).arg(http->port());
}

/// Leaves the node starting if its secret key is not the cluster's.
Result<void> ServerRuntime::Private::joinCluster(ServerRuntime &runtime, Database &connection, const Secret &secretKey)
{
    const auto onMainThread = [&runtime](auto job) { QMetaObject::invokeMethod(&runtime, job, Qt::QueuedConnection); };
    auto joined = ClusterMember::join(parts, database, connection, identity, secretKey, address(),
                                      {[this, onMainThread](bool isWanted) { onMainThread([this, isWanted] { followDrainOrder(isWanted); }); },
                                       [&runtime, onMainThread] { onMainThread([&runtime] { Q_EMIT runtime.identityTaken(); }); }});
    if (!joined)
        return tl::unexpected(explainRefusal(joined.error(), connection));
    cluster = std::move(*joined);
    parts.nodeId = cluster->nodeId();
    parts.leases = &cluster->leases();
    database = cluster->databaseOptions();
    return cluster->hasClusterKey(connection).map([this](bool hasKey) {
        const QString reason = u"[security] secret_key differs from the one that the cluster was made with"_s;
        parts.health.setProgress(hasKey ? QString() : reason, u"%1"_s.arg(schemaRelease));
    });
}

/// An administrator wants the node out of the balancer's rotation, or back; the process stays.
void ServerRuntime::Private::followDrainOrder(bool isWanted)
{
    const NodeState state = parts.health.state();
    if (isEnding || state != (isWanted ? NodeState::Ready : NodeState::Draining))
        return;
    parts.health.setState(isWanted ? NodeState::Draining : NodeState::Ready);
    if (isWanted)
        http->beginDrain();
    else
        http->endDrain();
    qInfo().noquote() << (isWanted ? "drained by order of an administrator" : "serving again by order of an administrator");
    cluster->wake();
}

/// On a worker's thread. Waits for a database that does not answer: requests queue up meanwhile, within limits.
std::shared_ptr<void> ServerRuntime::Private::makeGraph(Worker &worker)
{
    auto connection = Database::open(database);
    while (!connection && !isStopping) {
        if (!gate->pass())
            std::this_thread::sleep_for(ReopenAfter);
        gate->waitForTurn();
        connection = Database::open(database);
    }
    if (!connection)
        return nullptr;
    std::shared_ptr<HandlerContext> graph = std::make_shared<WorkerGraph>(parts, std::move(*connection), worker);
    if (!hasRouter.exchange(true))
        firstRouter.set_value(&graph->router());
    return graph;
}

void ServerRuntime::Private::makeEventBus()
{
    bus = std::make_unique<EventBus>(database, parts.options.redis);
    databaseMetrics = std::make_unique<DatabaseMetrics>(*parts.registry, *gate, *bus, *parts.identity);
    forgetOnEvents(*bus, parts);
    bus->subscribe(u"node"_s, [this](const ReceivedEvent &event) {
        if (event.payload == parts.nodeId)
            cluster->wake(); // an administrator wants something of this node
    });
    parts.eventPosition = [this] { return std::max<qint64>(0, bus->position()); };
}

void ServerRuntime::Private::startProbe()
{
    gate->onChange([this](bool isOpen) {
        if (isOpen)
            forgetVersions(parts); // before anybody reads: it may be another server, which lost the last commits
        else
            wasAway = true;
    });
    probe = std::make_unique<DatabaseProbe>(database, [this] {
        parts.health.onDatabaseAnswered();
        if (!wasAway.exchange(false))
            return;
        bus->wake();
        http->admitWaiting();
    });
}

void ServerRuntime::Private::startWorkers()
{
    auto router = firstRouter.get_future();
    workers = std::make_unique<WorkerPool>(parts.options.server.workerThreads, QueueLimit,
                                           [this](Worker &worker) { return makeGraph(worker); });
    parts.queries->attach(*workers);
    parts.health.setStallProbe([this] { return workers->stalledForMs(); });
    http->serve(*workers, *router.get(), {[this] { return gate->isOpen(); }, AdmissionPatience, toError(SqlFailure::ConnectionLost)});
}

/// Applies the provisioning files on a worker and waits for it, so that a node that is ready has what its files say: as far as
/// they are the cluster's.
Result<void> ServerRuntime::Private::provision()
{
    using Outcome = ProvisioningTurn::Outcome;
    const auto givesUpAt = std::chrono::steady_clock::now() + LongestProvisioning;
    for (;;) {
        std::promise<Result<Outcome>> applied;
        const bool isPosted = workers->post([&applied](Worker &worker) {
            applied.set_value(static_cast<WorkerGraph &>(worker.graph<HandlerContext>()).provisioning().run());
        });
        const auto outcome = isPosted ? applied.get_future().get() : Result<Outcome>(Outcome::Applied);
        if (!outcome)
            return tl::unexpected(outcome.error());
        if (*outcome != Outcome::Busy || std::chrono::steady_clock::now() >= givesUpAt)
            return {};
        std::this_thread::sleep_for(ProvisioningPause);
    }
}

/// Collected here, written by a worker. A database that does not answer costs a gap in the figures, no more.
void ServerRuntime::Private::recordFigures()
{
    auto values = parts.figures.collect(workers->queueLength());
    static_cast<void>(workers->post([values = std::move(values)](Worker &worker) {
        static_cast<WorkerGraph &>(worker.graph<HandlerContext>()).recordFigures(values);
    }));
}

/// Files may change while the node runs; a file that is wrong by now is reported and stays as it was.
void ServerRuntime::Private::provisionAgain()
{
    static_cast<void>(workers->post([](Worker &worker) {
        const auto applied = static_cast<WorkerGraph &>(worker.graph<HandlerContext>()).provisioning().run();
        if (!applied)
            qWarning().noquote() << applied.error().detail;
    }));
}

void ServerRuntime::onPasswordMade(std::function<void(const QString &, const QString &)> report)
{
    d->reportPassword = std::move(report);
}

Result<void> ServerRuntime::start()
{
    const NodeOptions &options = d->parts.options;
    if (auto done = d->claimFiles(); !done)
        return done;
    const auto secretKey = secretKeyOf(options.security.secretKey, options.dataPath);
    if (!secretKey)
        return tl::unexpected(secretKey.error());
    d->parts.identity = std::make_unique<IdentityParts>(options, *secretKey, d->parts.clock, [d = d.get()] { return Millis(d->bus->age()); });
    d->parts.queries = std::make_unique<QueryParts>(options, d->parts.figures.queries());
    DirectRoutes direct;
    declareHealth(direct, d->parts.health, {compatibilityVersion, productCommit});
    declareWebFiles(direct, webFiles());
    registerBuildInfo(*d->parts.registry, compatibilityVersion, productCommit);
    d->http = std::make_unique<HttpServer>(httpOptionsOf(options), d->parts.clock, std::move(direct), d->metrics);
    if (auto done = d->http->start(); !done)
        return done;
    if (options.server.isHttps)
        d->certificateWatch = std::make_unique<CertificateWatch>(options.server, [this] { return d->http->reloadCertificate(); });
    {
        const auto connection = d->migrateSchema();
        if (!connection)
            return tl::unexpected(connection.error());
        d->parts.health.onDatabaseAnswered();
        d->makeEventBus();
        if (auto done = d->joinCluster(*this, **connection, *secretKey); !done)
            return done;
    }
    d->bus->start();
    d->startProbe();
    d->parts.health.onMainLoopTick();
    d->tick.start(Tick);
    if (!waitsFor().isEmpty())
        return {};
    d->startWorkers();
    if (auto done = d->provision(); !done)
        return done;
    connect(&d->provisioningLook, &QTimer::timeout, this, [this] { d->provisionAgain(); });
    d->provisioningLook.start(ProvisioningLook);
    QTimer::singleShot(FirstFigures, this, [this] { d->recordFigures(); });
    d->figuresLook.start(SelfMetricsService::interval);
    d->parts.health.setState(NodeState::Ready);
    d->cluster->startJobs();
    d->cluster->wake();
    return {};
}

QString ServerRuntime::waitsFor() const
{
    return d->parts.health.waitingFor();
}

quint16 ServerRuntime::port() const
{
    return d->http ? d->http->port() : 0;
}

void ServerRuntime::drain()
{
    d->isEnding = true;
    d->parts.health.setState(NodeState::Draining);
    d->http->beginDrain();
    d->cluster->wake();
    QTimer::singleShot(d->parts.options.server.drainDelay, this, [this] {
        d->http->stopAccepting();
        d->drainEnd = std::chrono::steady_clock::now() + LongestDrain;
        d->drainLook.start(DrainLook);
    });
}

} // namespace mdash
