#include "runtime/databasemetrics.h"

#include "platform/cluster/eventbus.h"
#include "platform/storage/databasegate.h"
#include "runtime/identityparts.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

namespace mdash {
namespace {

prometheus::Gauge &gauge(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

prometheus::Counter &counter(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

void moveTo(prometheus::Counter &counter, std::int64_t total)
{
    counter.Increment(static_cast<double>(total) - counter.Value());
}

} // namespace

DatabaseMetrics::DatabaseMetrics(prometheus::Registry &registry, DatabaseGate &gate, EventBus &bus, IdentityParts &identity)
    : m_gate(gate), m_bus(bus), m_identity(identity),
      m_lag(gauge(registry, "md_events_lag_seconds", "How long this node has been without the events of the cluster; 0 while it has them.")),
      m_hashQueue(gauge(registry, "md_login_hash_queue", "Password hashes that run or wait.")),
      m_reconnects(counter(registry, "md_db_reconnects_total", "Database connections that were lost and opened again.")),
      m_resyncs(counter(registry, "md_events_resync_total", "How often events were lost, so that everything was read anew."))
{
    auto &up = mdash::gauge(registry, "md_db_up", "1 while the database answers.");
    up.Set(1);
    gate.onChange([&up](bool isOpen) { up.Set(isOpen ? 1 : 0); });
    auto &applied = prometheus::BuildCounter().Name("md_events_applied_total").Help("Events of the cluster that this node took note of.").Register(registry);
    bus.subscribe({}, [&applied](const ReceivedEvent &event) { applied.Add({{"topic", event.topic.toStdString()}}).Increment(); });
    countSessions(registry);
}

void DatabaseMetrics::countSessions(prometheus::Registry &registry)
{
    const SessionCounters &counts = m_identity.sessionCounters;
    const auto add = [&](const char *name, const char *help, const std::atomic<std::int64_t> &count) {
        m_sessionCounts.emplace_back(&counter(registry, name, help), &count);
    };
    add("md_sessions_rotations_total", "Session tokens that were replaced.", counts.rotations);
    add("md_sessions_rotation_races_total", "Rotations that another request won.", counts.rotationRaces);
    add("md_sessions_stale_total", "Requests that had to be repeated with a newer token.", counts.stale);
    add("md_sessions_replays_total", "Sessions ended since an old token was used again.", counts.replays);
    add("md_sessions_ahead_total", "Tokens newer than the database, after a fail-over.", counts.ahead);
    add("md_sessions_auth_unavailable_total", "Requests whose sender the database did not name.", counts.unavailable);
    auto &attempts = prometheus::BuildCounter().Name("md_login_attempts_total").Help("Sign-ins by password.").Register(registry);
    m_sessionCounts.emplace_back(&attempts.Add({{"result", "good"}}), &counts.loginsGood);
    m_sessionCounts.emplace_back(&attempts.Add({{"result", "wrong"}}), &counts.loginsWrong);
    m_sessionCounts.emplace_back(&attempts.Add({{"result", "throttled"}}), &counts.loginsThrottled);
}

void DatabaseMetrics::refresh()
{
    m_lag.Set(std::chrono::duration<double>(m_bus.lag()).count());
    m_hashQueue.Set(m_identity.hasher.queueLength());
    moveTo(m_reconnects, m_gate.reconnects());
    moveTo(m_resyncs, m_bus.resyncs());
    for (const auto &[metric, count] : m_sessionCounts)
        moveTo(*metric, *count);
}

} // namespace mdash
