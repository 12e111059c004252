#include "runtime/nodefigures.h"

#include "features/health/processmetrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

namespace mdash {
namespace {

prometheus::Counter &counter(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

prometheus::Gauge &gauge(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

/// A counter that is told totals. They may fall when a connection ends; a counter does not.
void moveTo(prometheus::Counter &counter, double total)
{
    if (const double growth = total - counter.Value(); growth > 0)
        counter.Increment(growth);
}

} // namespace

NodeFigures::NodeFigures(prometheus::Registry &registry)
    : m_registry(registry), m_tickedAt(std::chrono::steady_clock::now()),
      m_statements(counter(registry, "md_db_statements_total", "Statements that the database ran for this node.")),
      m_statementSeconds(counter(registry, "md_db_seconds_total", "Time that statements took, summed.")),
      m_queries(counter(registry, "md_queries_total", "Queries to data sources.")),
      m_queryErrors(counter(registry, "md_query_errors_total", "Queries to data sources that failed.")),
      m_querySeconds(counter(registry, "md_query_seconds_total", "Time that data sources took, summed.")),
      m_lag(gauge(registry, "md_main_loop_lag_seconds", "How late the main loop's last tick was.")),
      m_queueLength(gauge(registry, "md_worker_queue_length", "Requests that wait for a worker."))
{
}

std::shared_ptr<void> NodeFigures::watch(const Database &database)
{
    {
        const std::lock_guard lock(m_watched->mutex);
        m_watched->databases.push_back(&database);
    }
    return {nullptr, [watched = m_watched, &database](void *) {
                const std::lock_guard lock(watched->mutex);
                std::erase(watched->databases, &database);
            }};
}

void NodeFigures::onMainLoopTick(std::chrono::milliseconds interval)
{
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> late = now - m_tickedAt - interval;
    m_tickedAt = now;
    m_lag.Set(std::max(0.0, late.count()));
}

void NodeFigures::refresh(std::size_t waitingForWorkers)
{
    double statements = 0, seconds = 0;
    {
        const std::lock_guard lock(m_watched->mutex);
        for (const Database *database : m_watched->databases) {
            statements += static_cast<double>(database->statementCount());
            seconds += std::chrono::duration<double>(database->statementTime()).count();
        }
    }
    moveTo(m_statements, statements);
    moveTo(m_statementSeconds, seconds);
    moveTo(m_queries, static_cast<double>(m_queryCounts.queries));
    moveTo(m_queryErrors, static_cast<double>(m_queryCounts.errors));
    moveTo(m_querySeconds, static_cast<double>(m_queryCounts.milliseconds) / 1000);
    m_queueLength.Set(static_cast<double>(waitingForWorkers));
}

FigureValues NodeFigures::collect(std::size_t waitingForWorkers)
{
    refresh(waitingForWorkers);
    auto families = m_registry.Collect();
    appendProcessMetrics(families);
    return m_collector.collect(families);
}

} // namespace mdash
