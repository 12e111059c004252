#include "runtime/clustermember.h"

#include "features/nodes/clusterkey.h"
#include "features/nodes/nodesservice.h"
#include "platform/cluster/clusterhistory.h"
#include "platform/storage/migrator.h"
#include "platform/storage/schemastore.h"
#include "runtime/buildinfo.h"
#include "runtime/periodicjobs.h"
#include "runtime/publishedsettings.h"

#include <thread>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// A signal that ends the process during the start ends it at once, so nobody interrupts this.
bool waitFor(std::chrono::milliseconds time)
{
    std::this_thread::sleep_for(time);
    return true;
}

NodeFacts factsOf(const NodeOptions &options, const QString &address, const Fingerprints &fingerprints)
{
    return {options.instanceName, address, QString::fromUtf8(productVersion), schemaRelease, publishedSettings(options, fingerprints)};
}

Finding copiedIdentity()
{
    return {u"node-id-copied"_s, FindingLevel::Yellow, {}, {},
            u"The data folder was copied from a node that still runs, so this node got an identity of its own."_s,
            u"Give each node a data folder of its own; nothing else is to be done."_s, 0};
}

DatabaseOptions withOrigin(DatabaseOptions options, const QString &origin)
{
    options.origin = origin;
    return options;
}

} // namespace

Result<std::unique_ptr<ClusterMember>> ClusterMember::join(NodeParts &parts, const DatabaseOptions &options, Database &database,
                                                           const NodeIdentity &identity, const Secret &secretKey, const QString &address,
                                                           Callbacks callbacks)
{
    const auto schema = SchemaStore(database).state();
    if (!schema)
        return tl::unexpected(schema.error());
    parts.fingerprints = std::make_shared<const Fingerprints>(secretKey);
    bool isCopied = false;
    auto membership = joinCluster(database, parts.options.dataPath, identity, factsOf(parts.options, address, *parts.fingerprints),
                                  [&](std::chrono::milliseconds time) {
                                      parts.health.setProgress(u"a node with the same identity is running elsewhere"_s, {});
                                      return waitFor(time);
                                  },
                                  [&] { isCopied = true; });
    if (!membership)
        return tl::unexpected(membership.error());
    if (isCopied) {
        parts.ownFindings.raise(copiedIdentity());
        static_cast<void>(recordHistory(database, u"node-id-copied"_s, membership->name()));
    }
    return std::unique_ptr<ClusterMember>(
        new ClusterMember(parts, options, *std::move(membership), schema->clusterId, std::move(callbacks)));
}

ClusterMember::ClusterMember(NodeParts &parts, const DatabaseOptions &options, NodeMembership membership, const QString &clusterId,
                             Callbacks callbacks)
    : m_parts(parts), m_callbacks(std::move(callbacks)), m_membership(std::move(membership)),
      m_options(withOrigin(options, m_membership.owner())), m_clusterId(clusterId), m_mustMatch(mustMatchValues(parts.options)),
      m_leases(m_membership.owner(), m_membership.name(), m_boot),
      m_jobs(m_leases, periodicJobs(parts.options), [this](Database &database, const Jobs::Run &run) { onJobRun(database, run); }),
      m_rounds(m_membership, m_leases, parts.clock, m_boot, hooks()), m_thread(std::make_unique<ClusterThread>(m_options, m_rounds))
{
}

/// Jobs end first, so that their leases can be given back.
ClusterMember::~ClusterMember()
{
    std::unique_ptr<JobThread> jobs;
    {
        const std::lock_guard lock(m_mutex);
        jobs = std::move(m_jobThread);
    }
    jobs.reset();
    m_thread.reset();
}

ClusterHooks ClusterMember::hooks()
{
    ClusterHooks hooks;
    hooks.state = [this] { return m_parts.health.state(); };
    hooks.report = [this] { return report(); };
    hooks.onAnswered = [this] { m_parts.health.onDatabaseAnswered(); };
    hooks.onDrainWanted = [this](bool isWanted) {
        if (std::exchange(m_isDrainWanted, isWanted) != isWanted)
            m_callbacks.onDrainWanted(isWanted);
    };
    hooks.onJobsDue = [this] {
        const std::lock_guard lock(m_mutex);
        if (m_jobThread)
            m_jobThread->wake();
    };
    hooks.afterBeat = [this](Database &database) { watch(database); };
    hooks.onIdentityTaken = [this] { m_callbacks.onIdentityTaken(); };
    return hooks;
}

NodeReport ClusterMember::report() const
{
    std::string detail;
    JsonWriter json(detail);
    json.beginObject().rawMember("load", m_parts.load.json()).member("schema", schemaRelease).member("shards", 0);
    if (const QString waitsFor = m_parts.health.waitingFor(); !waitsFor.isEmpty())
        json.member("waitsFor", waitsFor);
    json.rawMember("findings", writeOwnFindings(m_parts.ownFindings.all())).endObject();
    auto mustMatch = m_mustMatch;
    if (const QString files = m_parts.provisioningHash.value(); !files.isEmpty())
        mustMatch.push_back({provisioningFilesName(), files});
    return {NodeState::Starting, 0, m_parts.eventPosition(), m_parts.fingerprints->of(mustMatch, m_clusterId), QString::fromStdString(detail)};
}

void ClusterMember::watch(Database &database)
{
    NodesStore store(database);
    const auto seen = NodesService(store).watch(m_membership.name());
    if (seen)
        m_parts.clusterFigures.setState(seen->first, seen->second, nodeId());
}

void ClusterMember::onJobRun(Database &database, const Jobs::Run &run)
{
    m_parts.clusterFigures.countJob(run.name, run.result);
    if (!run.takenFrom.isEmpty())
        static_cast<void>(recordHistory(database, u"lease-taken-over"_s, m_membership.name(), u"job:"_s + run.name));
}

Result<bool> ClusterMember::hasClusterKey(Database &database)
{
    NodesStore nodes(database);
    SchemaStore schema(database);
    return mdash::hasClusterKey(nodes, schema, m_parts.fingerprints->keyCheck(m_clusterId), m_options.kind != DatabaseKind::Sqlite, waitFor);
}

void ClusterMember::startJobs()
{
    const std::lock_guard lock(m_mutex);
    m_jobThread = std::make_unique<JobThread>(m_options, m_jobs);
}

void ClusterMember::refreshFigures()
{
    ClusterFigures::Own own;
    own.heartbeatAge = m_rounds.heartbeatAge();
    own.clockOffset = m_rounds.clockOffset();
    own.drain = m_parts.health.drainingFor();
    own.leasesLost = m_leases.lostCount();
    own.leasesFenced = m_leases.fencedCount();
    for (const Lease &lease : m_leases.held())
        own.leaseEpochs[lease.name] = lease.epoch;
    m_parts.clusterFigures.setOwn(own);
}

} // namespace mdash
