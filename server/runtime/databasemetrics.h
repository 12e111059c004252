#pragma once

#include <prometheus/registry.h>

namespace mdash {

class DatabaseGate;
class EventBus;
struct IdentityParts;

/// What /metrics tells of the database, events, sessions and sign-ins. Lives on the main thread.
class DatabaseMetrics
{
public:
    /// Before the bus starts and the probe asks.
    DatabaseMetrics(prometheus::Registry &registry, DatabaseGate &gate, EventBus &bus, IdentityParts &identity);
    /// Brings the figures up to date; call each second.
    void refresh();

private:
    void countSessions(prometheus::Registry &registry);

    DatabaseGate &m_gate;
    EventBus &m_bus;
    IdentityParts &m_identity;
    prometheus::Gauge &m_lag, &m_hashQueue;
    prometheus::Counter &m_reconnects, &m_resyncs;
    std::vector<std::pair<prometheus::Counter *, const std::atomic<std::int64_t> *>> m_sessionCounts;
};

} // namespace mdash
