#include "features/nodes/clusterfindings.h"

#include "base/json.h"
#include "features/nodes/mustmatch.h"

#include <set>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr qint64 yellowOffsetMs = 500, redOffsetMs = 60'000;

std::vector<const ClusterNode *> liveNodes(const ClusterState &state)
{
    std::vector<const ClusterNode *> live;
    for (const ClusterNode &node : state.nodes) {
        if (node.isLive())
            live.push_back(&node);
    }
    return live;
}

/// A node that is lost matters for a day: by then it is no accident.
bool isMissed(const ClusterNode &node, const ClusterState &state)
{
    return node.isLost && node.heartbeatAt > state.now - dayMs;
}

void addClocks(std::vector<Finding> &findings, const ClusterState &state)
{
    QStringList nodes;
    qint64 most = 0;
    for (const ClusterNode *node : liveNodes(state)) {
        const qint64 offset = std::abs(node->clockOffset);
        if (offset <= yellowOffsetMs)
            continue;
        nodes.append(node->name);
        most = std::max(most, offset);
    }
    if (nodes.isEmpty())
        return;
    findings.push_back({u"clock-offset"_s, most > redOffsetMs ? FindingLevel::Red : FindingLevel::Yellow, {}, nodes,
                        u"The clock of %1 differs from the database's by up to %2 ms."_s.arg(nodes.join(u", "_s)).arg(most),
                        u"Synchronise the clocks of nodes and database server, for example with chrony."_s, 0});
}

void addNames(std::vector<Finding> &findings, const ClusterState &state)
{
    std::set<QString> seen;
    QStringList twice;
    for (const ClusterNode *node : liveNodes(state)) {
        if (!seen.insert(node->name).second && !twice.contains(node->name))
            twice.append(node->name);
    }
    if (twice.isEmpty())
        return;
    findings.push_back({u"node-name-twice"_s, FindingLevel::Yellow, u"instance_name"_s, twice,
                        u"More than one node is called %1."_s.arg(twice.join(u", "_s)), u"Give each node an instance_name of its own."_s, 0});
}

void addReleases(std::vector<Finding> &findings, const ClusterState &state)
{
    std::set<int> releases;
    QStringList nodes;
    qint64 lastStart = 0;
    for (const ClusterNode *node : liveNodes(state)) {
        releases.insert(node->release);
        nodes.append(node->name);
        lastStart = std::max(lastStart, node->startedAt);
    }
    if (releases.size() < 2 || lastStart > state.now - dayMs)
        return;
    findings.push_back({u"mixed-releases"_s, FindingLevel::Yellow, {}, nodes,
                        u"Nodes of releases %1 to %2 have run side by side for a day."_s.arg(*releases.begin()).arg(*releases.rbegin()),
                        u"Finish the upgrade: install the same version on all nodes."_s, 0});
}

void addLost(std::vector<Finding> &findings, const ClusterState &state)
{
    QStringList nodes;
    for (const ClusterNode &node : state.nodes) {
        if (isMissed(node, state))
            nodes.append(node.name);
    }
    if (nodes.isEmpty())
        return;
    findings.push_back({u"node-lost"_s, FindingLevel::Yellow, {}, nodes, u"%1 ended without a word."_s.arg(nodes.join(u", "_s)),
                        u"Look at the log of its machine, and start it again if it should run."_s, 0});
}

void addOwn(std::vector<Finding> &findings, const ClusterState &state)
{
    for (const ClusterNode *node : liveNodes(state)) {
        for (Finding &own : readOwnFindings(node->detail)) {
            const auto known = std::find_if(findings.begin(), findings.end(), [&](const Finding &each) { return each.id() == own.id(); });
            if (known != findings.end()) {
                known->nodes.append(node->name);
            } else {
                own.nodes = {node->name};
                findings.push_back(std::move(own));
            }
        }
    }
}

ClusterHealth sentence(ClusterHealth health)
{
    const QString names = health.names.join(u", "_s);
    if (health.ready == 0) {
        health.level = ClusterHealth::Level::Down;
        health.messageId = u"cluster.health.down"_s;
        health.text = u"No node is ready."_s;
    } else if (health.ready < health.nodes) {
        health.level = ClusterHealth::Level::Degraded;
        health.messageId = u"cluster.health.nodes"_s;
        health.text = u"%1 of %2 nodes are ready; not ready: %3."_s.arg(health.ready).arg(health.nodes).arg(names);
    } else if (health.level == ClusterHealth::Level::Degraded) {
        health.messageId = u"cluster.health.findings"_s;
        health.text = u"All nodes are ready, but something needs attention."_s;
    } else {
        health.messageId = u"cluster.health.ok"_s;
        health.text = health.nodes == 1 ? u"The node is ready."_s : u"All %1 nodes are ready."_s.arg(health.nodes);
    }
    return health;
}

} // namespace

std::vector<Finding> findingsOf(const ClusterState &state)
{
    std::vector<Finding> findings = differingSettings(state);
    addClocks(findings, state);
    addNames(findings, state);
    addReleases(findings, state);
    addLost(findings, state);
    addOwn(findings, state);
    for (Finding &finding : findings)
        finding.since = state.openFindings.value(finding.id());
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) {
        return std::pair(a.level == FindingLevel::Yellow, a.id()) < std::pair(b.level == FindingLevel::Yellow, b.id());
    });
    return findings;
}

ClusterHealth healthOf(const ClusterState &state, const std::vector<Finding> &findings)
{
    ClusterHealth health;
    for (const ClusterNode &node : state.nodes) {
        if (!node.isLive() && !isMissed(node, state))
            continue;
        ++health.nodes;
        if (node.state == NodeState::Ready)
            ++health.ready;
        else
            health.names.append(node.name);
    }
    if (std::any_of(findings.begin(), findings.end(), [](const Finding &finding) { return finding.level == FindingLevel::Red; }))
        health.level = ClusterHealth::Level::Degraded;
    return sentence(std::move(health));
}

std::string writeOwnFindings(const std::vector<Finding> &findings)
{
    std::string text;
    JsonWriter json(text);
    json.beginArray();
    for (const Finding &finding : findings) {
        json.beginObject().member("kind", finding.kind).member("level", finding.level == FindingLevel::Red ? "red" : "yellow");
        json.member("key", finding.key).member("text", finding.text).member("advice", finding.advice).endObject();
    }
    json.endArray();
    return text;
}

std::vector<Finding> readOwnFindings(const QString &detail)
{
    std::vector<Finding> findings;
    const auto document = JsonDocument::parse(detail.toStdString());
    if (!document)
        return findings;
    for (const JsonValue &one : document->root()["findings"].elements())
        findings.push_back({one["kind"].text(), one["level"].string() == "red" ? FindingLevel::Red : FindingLevel::Yellow, one["key"].text(),
                            {}, one["text"].text(), one["advice"].text(), 0});
    return findings;
}

} // namespace mdash
