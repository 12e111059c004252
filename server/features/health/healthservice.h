#pragma once

#include "base/clock.h"
#include "platform/cluster/nodestate.h"

#include <QString>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>

namespace mdash {

/// What a node knows of its own health (cluster.md §7), kept in memory so that it is told without a worker or a
/// connection. Thread-safe.
class HealthService
{
public:
    /// @p stalledForMs says how long the workers have finished nothing while requests waited.
    explicit HealthService(const Clock &clock) : m_clock(clock) {}

    void setStallProbe(std::function<qint64()> stalledForMs);
    void setState(NodeState state);
    [[nodiscard]] NodeState state() const { return m_state; }
    /// While starting: whom the node waits for, and how far the schema is. @p schema such as "12 of 30".
    void setProgress(const QString &waitingFor, const QString &schema);
    /// Since the node began to drain; 0 unless it is draining.
    [[nodiscard]] Millis drainingFor() const { return Millis(m_state == NodeState::Draining ? now() - m_drainingSince : 0); }
    /// Empty unless the node waits for something.
    [[nodiscard]] QString waitingFor() const;
    void onMainLoopTick() { m_tickedAt = now(); }
    void onDatabaseAnswered() { m_databaseAt = now(); }
    /// How far behind the event bus this node is.
    void setEventLag(std::chrono::milliseconds lag) { m_eventLagMs = lag.count(); }

    /// Main loop ticked ≤ 10 s ago and workers finished something ≤ 60 s ago, or had nothing to do.
    [[nodiscard]] bool isAlive() const;
    /// State ready and the database answered ≤ 10 s ago.
    [[nodiscard]] bool isReady() const;
    /// The database answered ≤ 5 s ago.
    [[nodiscard]] bool isDatabaseFine() const { return now() - m_databaseAt <= DatabaseFineMs; }
    /// The body of /readyz.
    [[nodiscard]] std::string readiness() const;

private:
    static constexpr qint64 DatabaseFineMs = 5'000;
    [[nodiscard]] qint64 now() const { return m_clock.now().time_since_epoch().count(); }

    const Clock &m_clock;
    std::atomic<NodeState> m_state{NodeState::Starting};
    std::atomic<qint64> m_tickedAt{0}, m_databaseAt{0}, m_drainingSince{0}; // Unix ms
    std::atomic<qint64> m_eventLagMs{0};
    mutable std::mutex m_mutex; // for what follows
    std::function<qint64()> m_stalledForMs;
    QString m_waitingFor, m_schema;
};

} // namespace mdash
