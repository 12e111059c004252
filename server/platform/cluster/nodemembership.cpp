#include "platform/cluster/nodemembership.h"

#include "platform/cluster/clusterhistory.h"
#include "platform/cluster/jobs.h"
#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr std::chrono::milliseconds copyWait{16'000};
constexpr qsizetype longestName = 190, longestVersion = 40; // columns of cluster_node

const QStringList columns{u"node_id"_s,  u"incarnation"_s, u"host_id"_s,    u"name"_s,         u"address"_s,
                          u"release_no"_s, u"version"_s,   u"state"_s,      u"started_at"_s,   u"heartbeat_at"_s,
                          u"clock_offset"_s, u"last_event"_s, u"fingerprints"_s, u"detail"_s};

} // namespace

NodeMembership::NodeMembership(NodeIdentity identity, NodeFacts facts) : m_identity(std::move(identity)), m_facts(std::move(facts))
{
    m_facts.name = m_facts.name.left(longestName);
}

QString NodeMembership::owner() const
{
    return u"%1/%2"_s.arg(m_identity.nodeId).arg(m_incarnation);
}

Result<bool> NodeMembership::enter(Database &database)
{
    const auto isNew = database.insertIfAbsent(u"cluster_node"_s, columns,
                                               {m_identity.nodeId, 0, m_identity.hostId, m_facts.name, m_facts.address.left(longestName),
                                                m_facts.release, m_facts.version.left(longestVersion), u"starting"_s, 0, 0, 0, 0,
                                                u"{}"_s, u"{}"_s});
    if (!isNew)
        return isNew;
    return database.transact([&](Transaction &transaction) -> Result<bool> {
        auto entered = enterOnce(database);
        if (entered && *entered)
            transaction.publish(u"node"_s, m_identity.nodeId);
        return entered;
    });
}

/// Reads what was there, for the older incarnations are dead only if they ran on this host.
Result<bool> NodeMembership::enterOnce(Database &database)
{
    struct Before
    {
        qint64 incarnation = 0;
        QString hostId, state;
    };
    const auto before = database.selectOne(u"SELECT incarnation, host_id, state FROM cluster_node WHERE node_id = ? {forupdate}"_s,
                                           {m_identity.nodeId},
                                           [](const Row &row) { return Before{row.integer(0), row.text(1), row.text(2)}; });
    if (!before)
        return tl::unexpected(before.error());
    const auto [incarnation, hostId, state] = before->value_or(Before{});
    const auto entered = database.execute(
        u"UPDATE cluster_node SET incarnation = ?, host_id = ?, name = ?, address = ?, release_no = ?, version = ?, state = 'starting',"
        " started_at = DBNOW, heartbeat_at = DBNOW, wanted = '', ended = '', fingerprints = '{}', detail = '{}'"
        " WHERE node_id = ? AND incarnation = ? AND (host_id = ? OR heartbeat_at < DBNOW - ?)"_s,
        {incarnation + 1, m_identity.hostId, m_facts.name, m_facts.address.left(longestName), m_facts.release,
         m_facts.version.left(longestVersion), m_identity.nodeId, incarnation, m_identity.hostId, static_cast<qint64>(goneAfter.count())});
    if (!entered)
        return tl::unexpected(entered.error());
    if (*entered == 0)
        return false;
    m_incarnation = incarnation + 1;
    const QString arrival = incarnation > 0 && state != "gone"_L1 ? u"node-restarted"_s : u"node-joined"_s; // it never said that it ends
    const auto freed = hostId == m_identity.hostId ? freeOldLeases(database) : Result<void>();
    return freed
        .and_then([&] {
            return database.execute(database.dialect().upsert(u"cluster_node_config"_s, {u"node_id"_s}, {u"settings"_s, u"updated_at"_s}),
                                    {m_identity.nodeId, m_facts.settings, 0});
        })
        .and_then([&](qint64) {
            return database.execute(u"UPDATE cluster_node_config SET updated_at = DBNOW WHERE node_id = ?"_s, {m_identity.nodeId});
        })
        .and_then([&](qint64) { return recordHistory(database, arrival, m_facts.name, {}, m_facts.version); })
        .map([] { return true; });
}

Result<void> NodeMembership::freeOldLeases(Database &database)
{
    return database
        .execute(u"UPDATE cluster_lease SET owner = '', lease_until = 0 WHERE owner LIKE ? AND owner <> ?"_s,
                 {m_identity.nodeId + "/%"_L1, owner()})
        .map([](qint64) {});
}

Result<bool> NodeMembership::beat(Database &database, const NodeReport &report)
{
    constexpr qint64 mostOffset = std::numeric_limits<int>::max(); // the column is an INTEGER
    return database
        .execute(u"UPDATE cluster_node SET heartbeat_at = DBNOW, state = ?, ended = '', clock_offset = ?, last_event = ?,"
                 " fingerprints = ?, detail = ? WHERE node_id = ? AND incarnation = ?"_s,
                 {QString(nodeStateName(report.state)), std::clamp(report.clockOffset, -mostOffset, mostOffset), report.lastEvent,
                  report.fingerprints, report.detail, m_identity.nodeId, m_incarnation})
        .map([](qint64 rows) { return rows > 0; });
}

Result<NodeLook> NodeMembership::look(Database &database)
{
    static const QString sql = u"SELECT DBNOW, incarnation, state, wanted, (%1) FROM cluster_node WHERE node_id = ?"_s.arg(Jobs::dueCount());
    const auto found = database.selectOne(sql, {m_identity.nodeId}, [&](const Row &row) {
        return NodeLook{row.integer(0), row.integer(1) == m_incarnation, row.text(2) == "gone"_L1, row.text(3) == "drain"_L1,
                        row.integer(4) > 0};
    });
    if (!found)
        return tl::unexpected(found.error());
    return found->value_or(NodeLook{0, false, false, false, false});
}

Result<void> NodeMembership::leave(Database &database)
{
    return database.transact([&](Transaction &transaction) {
        transaction.publish(u"node"_s, m_identity.nodeId);
        return database
            .execute(u"UPDATE cluster_node SET heartbeat_at = DBNOW, state = 'gone', ended = 'left' WHERE node_id = ? AND incarnation = ?"_s,
                     {m_identity.nodeId, m_incarnation})
            .and_then([&](qint64 rows) { return rows == 0 ? Result<void>() : recordHistory(database, u"node-left"_s, m_facts.name); });
    });
}

Result<NodeMembership> joinCluster(Database &database, const QString &dataFolder, const NodeIdentity &identity, const NodeFacts &facts,
                               const std::function<bool(std::chrono::milliseconds)> &wait, const std::function<void()> &onCopied)
{
    NodeMembership membership(identity, facts);
    auto entered = membership.enter(database);
    if (entered && !*entered) {
        if (!wait(copyWait))
            return fail(ErrorCode::Conflict, u"the start was given up"_s);
        entered = membership.enter(database);
    }
    if (entered && !*entered) {
        const auto fresh = renewNodeIdentity(dataFolder);
        if (!fresh)
            return tl::unexpected(fresh.error());
        membership = NodeMembership(*fresh, facts);
        onCopied();
        entered = membership.enter(database);
    }
    if (!entered)
        return tl::unexpected(entered.error());
    return membership;
}

} // namespace mdash
