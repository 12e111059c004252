#pragma once

#include "base/clock.h"
#include "features/nodes/nodesservice.h"
#include "features/selfmetrics/selfmetricsbackend.h"
#include "platform/http/router.h"

namespace mdash {

/// /api/cluster: what the nodes do, and orders to them (cluster.md §11).
class NodesRoutes
{
public:
    /// @p selfId is this node's id.
    NodesRoutes(NodesService &nodes, SelfMetricsService &metrics, const Clock &clock, QString selfId)
        : m_nodes(nodes), m_metrics(metrics), m_clock(clock), m_selfId(std::move(selfId))
    {
    }
    void declare(Router &router);

private:
    [[nodiscard]] Result<Response> cluster(const Request &request, const Principal &caller);
    [[nodiscard]] Result<Response> config(const Request &request, const Principal &caller);
    [[nodiscard]] Result<Response> events(const Request &request, const Principal &caller);
    [[nodiscard]] Result<Response> metrics(const Request &request, const Principal &caller);
    [[nodiscard]] Result<Response> drain(const Request &request, const Principal &caller);
    [[nodiscard]] Result<Response> resume(const Request &request, const Principal &caller);
    [[nodiscard]] Result<Response> runJob(const Request &request, const Principal &caller);

    NodesService &m_nodes;
    SelfMetricsService &m_metrics;
    const Clock &m_clock;
    const QString m_selfId;
};

} // namespace mdash
