#pragma once

#include "features/selfmetrics/figures.h"
#include "features/selfmetrics/selfmetricsstore.h"

namespace mdash {

/// Key figures of the nodes in the shared database: each node writes its own every 15 s, any node reads all. Kept 24 h
/// by a job.
/// One per worker.
class SelfMetricsService
{
public:
    static constexpr Millis interval{15'000};
    static constexpr Millis keptFor{24 * 3'600'000};

    SelfMetricsService(SelfMetricsStore &store, QString nodeName);

    /// Writes this node's figures in one statement.
    Result<void> record(const FigureValues &figures);
    /// Samples of all nodes, by time; at most 500,000. Fails with TooLarge if there are more.
    [[nodiscard]] Result<std::vector<SelfMetricsStore::Sample>> samples(const TimeRange &range);

private:
    SelfMetricsStore &m_store;
    QString m_nodeName;
};

} // namespace mdash
