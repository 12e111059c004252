#include "features/nodes/nodesjson.h"

#include "platform/http/response.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

std::string_view levelName(ClusterHealth::Level level)
{
    switch (level) {
    case ClusterHealth::Level::Ok: return "ok";
    case ClusterHealth::Level::Degraded: return "degraded";
    case ClusterHealth::Level::Down: break;
    }
    return "down";
}

void write(JsonWriter &json, std::string_view name, const QStringList &texts)
{
    json.key(name).beginArray();
    for (const QString &text : texts)
        json.value(text);
    json.endArray();
}

void write(JsonWriter &json, const ClusterHealth &health)
{
    json.member("health", levelName(health.level)).key("sentence").beginObject();
    json.member("messageId", health.messageId).member("text", health.text);
    json.key("args").beginArray().value(health.ready).value(health.nodes).value(health.names.join(u", "_s)).endArray().endObject();
}

/// Since when it runs, or since when a node of the cluster has seen it.
qint64 sinceOf(const ClusterOverview &overview)
{
    qint64 since = overview.database.since;
    for (const ClusterNode &node : overview.state.nodes) {
        if (overview.database.since == 0 && node.isLive())
            since = since == 0 ? node.startedAt : std::min(since, node.startedAt);
    }
    return since;
}

void write(JsonWriter &json, const ClusterNode &node, bool isSelf)
{
    const auto document = JsonDocument::parse(node.detail.toStdString());
    const JsonValue detail = document ? document->root() : JsonValue();
    json.beginObject().member("id", node.id).member("name", node.name).member("incarnation", node.incarnation);
    json.member("address", node.address).member("version", node.version).member("release", node.release);
    json.member("state", std::string_view(nodeStateName(node.state).data())).member("startedAt", node.startedAt);
    json.member("heartbeatAt", node.heartbeatAt).member("clockOffsetMs", node.clockOffset).member("lastEvent", node.lastEvent);
    json.member("schema", detail["schema"].integer(node.release));
    json.rawMember("load", detail["load"].isObject() ? detail["load"].json() : "{}");
    if (const std::string_view waitsFor = detail["waitsFor"].string(); !waitsFor.empty())
        json.member("waitsFor", waitsFor);
    json.member("shards", detail["shards"].integer()).member("self", isSelf).endObject();
}

void write(JsonWriter &json, const Finding &finding)
{
    json.beginObject().member("id", finding.id()).member("level", finding.level == FindingLevel::Red ? "red" : "yellow");
    json.member("kind", finding.kind);
    if (!finding.key.isEmpty())
        json.member("key", finding.key);
    write(json, "nodes", finding.nodes);
    json.member("since", finding.since).member("messageId", finding.messageId());
    json.member("text", finding.text).member("advice", finding.advice).endObject();
}

void write(JsonWriter &json, const ClusterLease &lease, const ClusterState &state)
{
    const auto holder = std::find_if(state.nodes.begin(), state.nodes.end(), [&](const ClusterNode &node) { return node.id == lease.nodeId; });
    json.beginObject().member("name", lease.name).member("node", holder == state.nodes.end() ? lease.nodeId : holder->name);
    json.member("epoch", lease.epoch).member("takenAt", lease.takenAt).member("leaseUntil", lease.leaseUntil).endObject();
}

void write(JsonWriter &json, const ClusterJob &job)
{
    json.beginObject().member("name", job.name).member("dueAt", job.dueAt).member("owner", job.runner);
    json.member("startedAt", job.startedAt).member("finishedAt", job.finishedAt);
    json.member("result", job.result).member("message", job.message).endObject();
}

template<class T, class... More>
void writeAll(JsonWriter &json, std::string_view name, const std::vector<T> &all, const More &...more)
{
    json.key(name).beginArray();
    for (const T &one : all)
        write(json, one, more...);
    json.endArray();
}

/// What an event says to people.
QString textOf(const ClusterEventRow &event)
{
    const std::pair<QLatin1StringView, QString> sentences[] = {
        {"node-joined"_L1, u"%1 started (%3)."_s},
        {"node-restarted"_L1, u"%1 started again (%3); it had ended without a word."_s},
        {"node-left"_L1, u"%1 ended."_s},
        {"node-lost"_L1, u"%1 has not been heard of for 15 s."_s},
        {"node-returned"_L1, u"%1 is back after a silence."_s},
        {"node-id-copied"_L1, u"%1 had the identity of a node that runs elsewhere, and got a new one."_s},
        {"drain-ordered"_L1, u"%2 had %1 drained."_s},
        {"resume-ordered"_L1, u"%2 had %1 serve again."_s},
        {"lease-taken-over"_L1, u"%1 took over %2."_s},
        {"schema-migrated"_L1, u"%1 migrated the schema: %3."_s},
        {"session-replayed"_L1, u"A session of %2 was ended: an old token of it came from %3, so somebody may have copied the cookie."_s},
        {"finding-came"_L1, u"%3"_s},
        {"finding-went"_L1, u"No longer: %2."_s},
    };
    for (const auto &[kind, sentence] : sentences) {
        if (event.kind == kind)
            return QString(sentence).replace(u"%1"_s, event.node).replace(u"%2"_s, event.subject).replace(u"%3"_s, event.detail);
    }
    return event.kind;
}

} // namespace

std::string toJson(const ClusterOverview &overview, const QString &selfId)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().member("clusterId", overview.state.clusterId).member("now", overview.state.now);
        write(json, overview.health);
        json.key("database").beginObject().member("kind", overview.database.kind).member("version", overview.database.version);
        json.member("role", "primary").member("latencyMs", overview.database.latencyMs).member("since", sinceOf(overview)).endObject();
        json.key("nodes").beginArray();
        for (const ClusterNode &node : overview.state.nodes)
            write(json, node, node.id == selfId);
        json.endArray();
        writeAll(json, "findings", overview.findings);
        writeAll(json, "leases", overview.leases, overview.state);
        writeAll(json, "jobs", overview.jobs);
        json.endObject();
    });
}

std::string toJson(const NodeConfig &config)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().key("node").beginObject().member("id", config.node.id).member("name", config.node.name).endObject();
        json.member("updatedAt", config.updatedAt).key("settings").beginArray();
        for (const NodeConfig::Setting &setting : config.settings) {
            json.beginObject().member("section", setting.section).member("key", setting.key).member("value", setting.value);
            json.member("origin", setting.origin).member("differs", !setting.others.empty());
            json.key("others").beginArray();
            for (const auto &[node, value] : setting.others)
                json.beginObject().member("node", node).member("value", value).endObject();
            json.endArray().endObject();
        }
        json.endArray().endObject();
    });
}

std::string toJson(const std::vector<ClusterEventRow> &events)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().key("events").beginArray();
        for (const ClusterEventRow &event : events) {
            json.beginObject().member("id", event.id).member("time", event.at).member("kind", event.kind).member("node", event.node);
            json.member("subject", event.subject).member("messageId", u"cluster.event."_s + event.kind).member("text", textOf(event)).endObject();
        }
        json.endArray().endObject();
    });
}

} // namespace mdash
