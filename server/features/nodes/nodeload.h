#pragma once

#include "features/selfmetrics/figures.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

namespace mdash {

/// How busy this node is, from its key figures: what its heartbeats say. Thread-safe.
class NodeLoad
{
public:
    /// @p values of now; @p at by a clock that only goes forward. Rates are of the time since the call before.
    void update(const FigureValues &values, std::chrono::steady_clock::time_point at);
    /// `{"requestsPerSecond":…,"p50Ms":…,"p95Ms":…,"queue":…,"rssBytes":…,"cpu":…,"sessions":…,"sockets":…}`; cpu is in
    /// processors, sessions are the cluster's, sockets are open client connections.
    [[nodiscard]] std::string json() const;

private:
    struct Totals
    {
        std::chrono::steady_clock::time_point at;
        double requests = 0, cpuSeconds = 0;
    };
    mutable std::mutex m_mutex; // for what follows
    std::optional<Totals> m_last;
    double m_requestsPerSecond = 0, m_cpu = 0, m_p50Ms = 0, m_p95Ms = 0;
    double m_queue = 0, m_rssBytes = 0, m_sessions = 0, m_sockets = 0;
};

} // namespace mdash
