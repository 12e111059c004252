#include "features/health/healthservice.h"

#include "base/json.h"

namespace mdash {

namespace {

constexpr qint64 LongestTickMs = 10'000;
constexpr qint64 LongestStallMs = 60'000;
constexpr qint64 DatabaseReadyMs = 10'000;

} // namespace

void HealthService::setStallProbe(std::function<qint64()> stalledForMs)
{
    const std::lock_guard lock(m_mutex);
    m_stalledForMs = std::move(stalledForMs);
}

void HealthService::setState(NodeState state)
{
    m_drainingSince = now();
    m_state = state;
}

void HealthService::setProgress(const QString &waitingFor, const QString &schema)
{
    const std::lock_guard lock(m_mutex);
    m_waitingFor = waitingFor;
    m_schema = schema;
}

QString HealthService::waitingFor() const
{
    const std::lock_guard lock(m_mutex);
    return m_waitingFor;
}

bool HealthService::isAlive() const
{
    if (m_state == NodeState::Starting)
        return true; // a migration may take long; the migrator itself gives up when nothing moves
    const std::lock_guard lock(m_mutex);
    return now() - m_tickedAt <= LongestTickMs && (!m_stalledForMs || m_stalledForMs() <= LongestStallMs);
}

bool HealthService::isReady() const
{
    return m_state == NodeState::Ready && now() - m_databaseAt <= DatabaseReadyMs;
}

std::string HealthService::readiness() const
{
    const std::lock_guard lock(m_mutex);
    std::string body;
    JsonWriter json(body);
    json.beginObject().member("state", std::string_view(nodeStateName(m_state).data()));
    json.member("database", isDatabaseFine() ? "ok" : "failing").member("schema", m_schema);
    json.member("waitingFor", m_waitingFor).member("eventLagSeconds", static_cast<double>(m_eventLagMs) / 1000);
    json.endObject();
    return body;
}

} // namespace mdash
