#include "runtime/periodicjobs.h"

#include "features/dashboards/dashboardsstore.h"
#include "features/nodes/nodesstore.h"
#include "features/selfmetrics/selfmetricsservice.h"
#include "features/sessions/loginthrottlestore.h"
#include "features/sessions/sessionsstore.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace mdash {

std::vector<PeriodicJob> periodicJobs(const NodeOptions &options)
{
    constexpr qint64 most = Jobs::batchRows;
    constexpr Millis endedSessionsKeptFor = 24h;
    const SessionLifetimes sessions{options.auth.lifetime, options.auth.inactiveLifetime};
    const int versions = options.dashboards.versionsToKeep;
    return {
        guardedJob(u"cluster-events"_s, 5min, [](Database &database) { return removeOldEvents(database, most); }),
        guardedJob(u"sessions"_s, 10min,
                   [sessions](Database &database) { return SessionsStore(database).removeEnded(sessions, endedSessionsKeptFor, most); }),
        guardedJob(u"login-throttles"_s, 10min, [](Database &database) { return LoginThrottleStore(database).removeOver(most); }),
        guardedJob(u"self-metrics"_s, 10min,
                   [](Database &database) { return SelfMetricsStore(database).removeOlderThan(SelfMetricsService::keptFor, most); }),
        guardedJob(u"dashboard-versions"_s, 1h,
                   [versions](Database &database) { return DashboardsStore(database).pruneAllVersions(versions, most); }),
        guardedJob(u"gone-nodes"_s, 24h, [](Database &database) { return NodesStore(database).removeGone(most); }),
        guardedJob(u"cluster-history"_s, 24h, [](Database &database) { return NodesStore(database).removeOldHistory(most); }),
    };
}

} // namespace mdash
