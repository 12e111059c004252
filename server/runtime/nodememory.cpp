#include "runtime/nodememory.h"

#include "platform/cluster/eventbus.h"
#include "runtime/nodeparts.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

void forgetVersions(NodeParts &parts)
{
    parts.content.clear();
    parts.dashboards.bodies.clear();
    parts.dashboardModels.clear();
    parts.dataSourceSettings.clear();
}

void forgetOnEvents(EventBus &bus, NodeParts &parts)
{
    const auto forgetRights = [&parts] {
        parts.identity->checkedSessions.clear();
        parts.dashboards.seen.clear();
    };
    for (const QString &topic : {u"session"_s, u"user"_s, u"team"_s, u"org"_s, u"permission"_s, u"folder"_s})
        bus.subscribe(topic, [forgetRights](const ReceivedEvent &) { forgetRights(); });
    bus.subscribe(u"dashboard"_s, [&parts](const ReceivedEvent &event) { parts.dashboards.seen.forget(event.payload); });
    bus.subscribe(u"datasource"_s, [&parts](const ReceivedEvent &) { parts.seenSources.clear(); });
    bus.onResync([&parts, forgetRights] {
        forgetVersions(parts);
        forgetRights();
        parts.seenSources.clear();
    });
}

void tellWhatIsDeaf(OwnFindings &findings, const EventBus &bus)
{
    const auto tell = [&](const Finding &finding, bool isSo) { isSo ? findings.raise(finding) : findings.clear(finding.id()); };
    tell({u"listen-unavailable"_s, FindingLevel::Yellow, {}, {},
          u"Notifications of PostgreSQL do not reach this node, so it sees what others change up to a second later."_s,
          u"Let the nodes reach PostgreSQL without a pooler in transaction mode, or use one in session mode."_s, 0},
         bus.isListenSwallowed());
    tell({u"redis-unavailable"_s, FindingLevel::Yellow, u"ha_engine_address"_s, {},
          u"Redis does not answer this node, so it sees what others change up to a second later."_s,
          u"Start Redis, or correct [live] ha_engine_address; nothing is lost meanwhile."_s, 0},
         bus.isRedisAway());
}

} // namespace mdash
