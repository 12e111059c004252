#include "features/nodes/nodesservice.h"

#include "base/json.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Q_LOGGING_CATEGORY(lcNodes, "mdash.cluster")
Q_LOGGING_CATEGORY(lcAudit, "mdash.audit", QtInfoMsg)

namespace {

Error unknownNode(const QString &id)
{
    return {ErrorCode::NotFound, u"Node \"%1\" not found"_s.arg(id), u"cluster.nodeNotFound"_s, {}};
}

struct Published
{
    QString value; // masked if it is a secret
    QString print; // tells it apart
};

/// Published settings of one node by name.
QMap<QString, Published> publishedBy(const QString &settings)
{
    QMap<QString, Published> values;
    const auto document = JsonDocument::parse(settings.toStdString());
    if (!document)
        return values;
    for (const JsonValue &one : document->root().elements())
        values.insert(one["section"].text() + u'.' + one["key"].text(), {one["value"].text(), one["print"].text(one["value"].text())});
    return values;
}

} // namespace

Result<ClusterOverview> NodesService::overview()
{
    ClusterOverview all;
    return m_store.state()
        .and_then([&](ClusterState state) {
            all.state = std::move(state);
            return m_store.database();
        })
        .and_then([&](DatabaseFacts facts) {
            all.database = std::move(facts);
            return m_store.leases();
        })
        .and_then([&](std::vector<ClusterLease> leases) {
            all.leases = std::move(leases);
            return m_store.jobs();
        })
        .map([&](std::vector<ClusterJob> jobs) {
            all.jobs = std::move(jobs);
            all.findings = findingsOf(all.state);
            all.health = healthOf(all.state, all.findings);
            return std::move(all);
        });
}

Result<NodeConfig> NodesService::config(const QString &nodeId)
{
    const auto state = m_store.state();
    if (!state)
        return tl::unexpected(state.error());
    const auto configs = m_store.configs();
    if (!configs)
        return tl::unexpected(configs.error());
    const auto node = std::find_if(state->nodes.begin(), state->nodes.end(), [&](const ClusterNode &each) { return each.id == nodeId; });
    const auto own = std::find_if(configs->begin(), configs->end(), [&](const auto &config) { return config.nodeId == nodeId; });
    if (node == state->nodes.end() || own == configs->end())
        return tl::unexpected(unknownNode(nodeId));
    std::map<QString, QMap<QString, Published>> others; // by the node's name
    for (const auto &config : *configs) {
        const auto other = std::find_if(state->nodes.begin(), state->nodes.end(), [&](const ClusterNode &each) { return each.id == config.nodeId; });
        if (config.nodeId != nodeId && other != state->nodes.end())
            others[other->name] = publishedBy(config.settings);
    }
    NodeConfig answer{*node, own->updatedAt, {}};
    const auto document = JsonDocument::parse(own->settings.toStdString());
    if (!document)
        return tl::unexpected(document.error());
    const auto values = publishedBy(own->settings);
    for (const JsonValue &one : document->root().elements()) {
        NodeConfig::Setting setting{one["section"].text(), one["key"].text(), one["value"].text(), one["origin"].text(), {}};
        const QString name = setting.section + u'.' + setting.key;
        for (const auto &[other, theirs] : others) {
            if (theirs.contains(name) && theirs[name].print != values[name].print)
                setting.others.emplace_back(other, theirs[name].value);
        }
        answer.settings.push_back(std::move(setting));
    }
    return answer;
}

Result<std::vector<ClusterEventRow>> NodesService::events(std::optional<qint64> after, qint64 limit)
{
    return m_store.events(after, limit);
}

Result<void> NodesService::order(const Principal &caller, const QString &nodeId, bool drain)
{
    const auto node = m_store.node(nodeId);
    if (!node)
        return tl::unexpected(node.error());
    if (!*node)
        return tl::unexpected(unknownNode(nodeId));
    const QString verb = drain ? u"drain"_s : u"resume"_s;
    if ((*node)->state == NodeState::Gone || (*node)->state == NodeState::Starting)
        return fail(ErrorCode::Conflict, u"%1 is %2; expected a node that is ready or draining"_s.arg((*node)->name, nodeStateName((*node)->state)),
                    u"cluster.nodeNotServing"_s);
    const auto ordered = m_store.order(**node, drain, caller.login);
    if (ordered)
        qCInfo(lcAudit).noquote() << "node" << verb << "ordered" << "node" << (*node)->name << "by" << caller.login;
    return ordered;
}

Result<void> NodesService::runJob(const Principal &caller, const QString &name)
{
    const auto jobs = m_store.jobs();
    if (!jobs)
        return tl::unexpected(jobs.error());
    const auto job = std::find_if(jobs->begin(), jobs->end(), [&](const ClusterJob &each) { return each.name == name; });
    if (job == jobs->end())
        return fail(ErrorCode::NotFound, u"Job \"%1\" not found"_s.arg(name), u"cluster.jobNotFound"_s);
    if (job->isRunning)
        return fail(ErrorCode::Conflict, u"Job \"%1\" is running on %2"_s.arg(name, job->runner), u"cluster.jobRunning"_s);
    const auto due = m_store.makeDue(name);
    if (due)
        qCInfo(lcAudit).noquote() << "job run ordered" << "job" << name << "by" << caller.login;
    return due.map([](bool) {});
}

Result<std::pair<ClusterState, std::vector<Finding>>> NodesService::watch(const QString &self)
{
    auto state = m_store.state();
    if (!state)
        return tl::unexpected(state.error());
    for (const ClusterNode &node : state->nodes) {
        if (node.isLive() || node.isMarkedGone)
            continue;
        const auto isMarked = m_store.markLost(node);
        if (!isMarked)
            return tl::unexpected(isMarked.error());
        if (*isMarked)
            qCWarning(lcNodes).noquote() << "node is gone: it has not been heard of for 15 s" << "name" << node.name << "id" << node.id;
    }
    auto findings = findingsOf(*state);
    return recordFindings(*state, findings, self).map([&] { return std::pair(std::move(*state), std::move(findings)); });
}

Result<void> NodesService::recordFindings(const ClusterState &state, const std::vector<Finding> &findings, const QString &self)
{
    QStringList present;
    for (const Finding &finding : findings) {
        present.append(finding.id());
        if (state.openFindings.contains(finding.id()))
            continue;
        const auto isNew = m_store.openFinding(finding.id(), self, finding.text);
        if (!isNew)
            return tl::unexpected(isNew.error());
        if (*isNew)
            qCWarning(lcNodes).noquote() << "finding:" << finding.text << finding.advice;
    }
    for (const QString &id : state.openFindings.keys()) {
        if (present.contains(id))
            continue;
        const auto isOver = m_store.closeFinding(id, self);
        if (!isOver)
            return tl::unexpected(isOver.error());
        if (*isOver)
            qCWarning(lcNodes).noquote() << "finding is over:" << id;
    }
    return {};
}

} // namespace mdash
