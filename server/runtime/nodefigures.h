#pragma once

#include "features/queries/querycounters.h"
#include "features/selfmetrics/figurecollector.h"
#include "platform/storage/database.h"

#include <prometheus/registry.h>

#include <chrono>
#include <memory>
#include <mutex>

namespace mdash {

/// The node's figures that no part of it counts by itself, as metrics of the registry, and the key figures out of all of
/// them. Lives on the main thread; watch() may be called from any.
class NodeFigures
{
public:
    explicit NodeFigures(prometheus::Registry &registry);

    [[nodiscard]] QueryCounters &queries() { return m_queryCounts; }
    /// The statements of @p database count while what this answers lives; end it before the connection.
    [[nodiscard]] std::shared_ptr<void> watch(const Database &database);
    /// Call every @p interval; how late it is says how busy the main loop is.
    void onMainLoopTick(std::chrono::milliseconds interval);

    /// Brings the metrics up to date and picks the key figures. Quantiles are of what came since the last call.
    [[nodiscard]] FigureValues collect(std::size_t waitingForWorkers);

private:
    struct Watched
    {
        std::mutex mutex;
        std::vector<const Database *> databases; // guarded by mutex
    };
    void refresh(std::size_t waitingForWorkers);

    prometheus::Registry &m_registry;
    QueryCounters m_queryCounts;
    FigureCollector m_collector;
    const std::shared_ptr<Watched> m_watched = std::make_shared<Watched>();
    std::chrono::steady_clock::time_point m_tickedAt;
    prometheus::Counter &m_statements, &m_statementSeconds, &m_queries, &m_queryErrors, &m_querySeconds;
    prometheus::Gauge &m_lag, &m_queueLength;
};

} // namespace mdash
