#include "features/nodes/nodesstore.h"

#include "platform/cluster/clusterhistory.h"
#include "platform/cluster/nodemembership.h"
#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr qint64 goneKeptFor = 7 * dayMs, historyKeptFor = 30 * dayMs;

const QString nodeColumns = u"SELECT n.node_id, n.name, n.address, n.version, n.incarnation, n.release_no, n.state, n.ended, n.started_at,"
                            " n.heartbeat_at, n.clock_offset, n.last_event, n.fingerprints, n.detail, DBNOW"_s;

NodeState stateOf(const QString &name)
{
    for (const NodeState state : {NodeState::Starting, NodeState::Ready, NodeState::Draining}) {
        if (name == nodeStateName(state))
            return state;
    }
    return NodeState::Gone;
}

ClusterNode readNode(const Row &row)
{
    ClusterNode node{row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4), static_cast<int>(row.integer(5)),
                     stateOf(row.text(6)), false, false, row.integer(8), row.integer(9), row.integer(10), row.integer(11),
                     row.text(12), row.text(13)};
    node.isMarkedGone = node.state == NodeState::Gone;
    if (node.heartbeatAt < row.integer(14) - NodeMembership::goneAfter.count())
        node.state = NodeState::Gone;
    node.isLost = node.state == NodeState::Gone && row.text(7) != "left"_L1;
    return node;
}

} // namespace

Result<ClusterState> NodesStore::state()
{
    ClusterState state;
    static const QString sql = nodeColumns + u", s.cluster_id, s.key_check FROM cluster_node n, schema_state s ORDER BY n.name, n.node_id"_s;
    const auto nodes = m_database.forEach(sql, {}, [&](const Row &row) {
        state.nodes.push_back(readNode(row));
        state.now = row.integer(14);
        state.clusterId = row.text(15);
        state.keyCheck = row.text(16);
    });
    if (!nodes)
        return tl::unexpected(nodes.error());
    const auto open = m_database.forEach(u"SELECT id, since FROM cluster_finding"_s, {},
                                         [&](const Row &row) { state.openFindings.insert(row.text(0), row.integer(1)); });
    return open.map([&] { return std::move(state); });
}

Result<std::optional<ClusterNode>> NodesStore::node(const QString &id)
{
    static const QString sql = nodeColumns + u" FROM cluster_node n WHERE n.node_id = ?"_s;
    return m_database.selectOne(sql, {id}, readNode);
}

Result<std::vector<ClusterLease>> NodesStore::leases()
{
    return m_database.select(
        u"SELECT name, owner, epoch, taken_at, lease_until FROM cluster_lease WHERE lease_until >= SCANNOW ORDER BY name"_s, {},
        [](const Row &row) {
            return ClusterLease{row.text(0), row.text(1).section(u'/', 0, 0), row.integer(2), row.integer(3), row.integer(4)};
        });
}

Result<std::vector<ClusterJob>> NodesStore::jobs()
{
    return m_database.select(u"SELECT j.name, l.detail, CASE WHEN l.lease_until >= SCANNOW THEN 1 ELSE 0 END, j.due_at, j.started_at,"
                             " j.finished_at, j.result, j.message FROM cluster_job j"
                             " LEFT JOIN cluster_lease l ON l.name = 'job:' || j.name ORDER BY j.name"_s,
                             {}, [](const Row &row) {
                                 return ClusterJob{row.text(0), row.text(1), row.truth(2), row.integer(3), row.integer(4),
                                                   row.integer(5), row.text(6), row.text(7)};
                             });
}

Result<DatabaseFacts> NodesStore::database()
{
    DatabaseFacts facts{m_database.dialect().name(), {}, 0, 0};
    const auto begun = std::chrono::steady_clock::now();
    const auto done = m_database.forEach(m_database.dialect().serverFacts(), {}, [&](const Row &row) {
        facts.version = row.text(0);
        facts.since = row.integer(1);
    });
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    facts.latencyMs = took.count();
    return done.map([&] { return std::move(facts); });
}

Result<std::vector<NodesStore::Config>> NodesStore::configs()
{
    return m_database.select(u"SELECT c.node_id, c.settings, c.updated_at FROM cluster_node_config c"
                             " JOIN cluster_node n ON n.node_id = c.node_id WHERE n.state <> 'gone' AND n.heartbeat_at >= SCANNOW - ?"_s,
                             {static_cast<qint64>(NodeMembership::goneAfter.count())},
                             [](const Row &row) { return Config{row.text(0), row.text(1), row.integer(2)}; });
}

Result<std::vector<ClusterEventRow>> NodesStore::events(std::optional<qint64> after, qint64 limit)
{
    const auto read = [](const Row &row) {
        return ClusterEventRow{row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5)};
    };
    static const QString columns = u"SELECT id, happened_at, kind, node, subject, detail FROM cluster_history"_s;
    if (after) {
        static const QString following = columns + u" WHERE id > ? ORDER BY id LIMIT ?"_s;
        return m_database.select(following, {*after, limit}, read);
    }
    static const QString last = columns + u" ORDER BY id DESC LIMIT ?"_s;
    auto rows = m_database.select(last, {limit}, read);
    if (rows)
        std::reverse(rows->begin(), rows->end());
    return rows;
}

Result<void> NodesStore::order(const ClusterNode &node, bool drain, const QString &login)
{
    return m_database.transact([&](Transaction &transaction) {
        transaction.publish(u"node"_s, node.id);
        return m_database.execute(u"UPDATE cluster_node SET wanted = ? WHERE node_id = ?"_s, {drain ? u"drain"_s : QString(), node.id})
            .and_then([&](qint64) {
                return recordHistory(m_database, drain ? u"drain-ordered"_s : u"resume-ordered"_s, node.name, login);
            });
    });
}

Result<bool> NodesStore::makeDue(const QString &job)
{
    return m_database.execute(u"UPDATE cluster_job SET due_at = DBNOW WHERE name = ?"_s, {job}).map([](qint64 rows) { return rows > 0; });
}

Result<bool> NodesStore::markLost(const ClusterNode &node)
{
    return m_database.transact([&](Transaction &transaction) -> Result<bool> {
        const auto marked = m_database.execute(u"UPDATE cluster_node SET state = 'gone', ended = 'lost' WHERE node_id = ?"
                                               " AND incarnation = ? AND state <> 'gone' AND heartbeat_at < DBNOW - ?"_s,
                                               {node.id, node.incarnation, static_cast<qint64>(NodeMembership::goneAfter.count())});
        if (!marked || *marked == 0)
            return marked.map([](qint64) { return false; });
        transaction.publish(u"node"_s, node.id);
        return recordHistory(m_database, u"node-lost"_s, node.name).map([] { return true; });
    });
}

Result<bool> NodesStore::openFinding(const QString &id, const QString &node, const QString &text)
{
    return m_database.transact([&](Transaction &) -> Result<bool> {
        const auto opened = m_database.insertIfAbsent(u"cluster_finding"_s, {u"id"_s, u"since"_s}, {id, 0});
        if (!opened || !*opened)
            return opened;
        return m_database.execute(u"UPDATE cluster_finding SET since = DBNOW WHERE id = ?"_s, {id})
            .and_then([&](qint64) { return recordHistory(m_database, u"finding-came"_s, node, id, text); })
            .map([] { return true; });
    });
}

Result<bool> NodesStore::closeFinding(const QString &id, const QString &node)
{
    return m_database.transact([&](Transaction &) -> Result<bool> {
        const auto closed = m_database.execute(u"DELETE FROM cluster_finding WHERE id = ?"_s, {id});
        if (!closed || *closed == 0)
            return closed.map([](qint64) { return false; });
        return recordHistory(m_database, u"finding-went"_s, node, id).map([] { return true; });
    });
}

Result<qint64> NodesStore::removeGone(qint64 most)
{
    const auto removed = m_database.execute(u"DELETE FROM cluster_node WHERE node_id IN (SELECT node_id FROM (SELECT node_id FROM cluster_node"
                                            " WHERE heartbeat_at < SCANNOW - ? LIMIT ?) AS gone)"_s,
                                            {goneKeptFor, most});
    if (!removed)
        return removed;
    return m_database.execute(u"DELETE FROM cluster_node_config WHERE node_id NOT IN (SELECT node_id FROM cluster_node)"_s, {})
        .map([&](qint64) { return *removed; });
}

Result<qint64> NodesStore::removeOldHistory(qint64 most)
{
    return m_database.execute(u"DELETE FROM cluster_history WHERE id IN (SELECT id FROM (SELECT id FROM cluster_history"
                              " WHERE happened_at < SCANNOW - ? LIMIT ?) AS old)"_s,
                              {historyKeptFor, most});
}

} // namespace mdash
