#pragma once

#include "platform/http/request.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace mdash {

/// Request figures of one server. Label values are route patterns, methods and statuses: their number is bounded, what
/// clients send never becomes one. Thread-safe; observing goes through a Recorder of the calling thread.
class HttpMetrics
{
public:
    explicit HttpMetrics(prometheus::Registry &registry);

    /// Names of more handlers; a handler is known by its index.
    void addHandlers(const std::vector<std::string> &names);

    /// Remembers which histogram belongs to which request, so that observing builds no labels. One per I/O thread.
    class Recorder
    {
    public:
        explicit Recorder(HttpMetrics &metrics) : m_metrics(metrics) {}
        void observe(std::size_t handler, Method method, int status, double seconds);

    private:
        HttpMetrics &m_metrics;
        std::unordered_map<std::size_t, prometheus::Histogram *> m_known;
    };

    prometheus::Gauge &connections;
    prometheus::Gauge &requestsInFlight;
    prometheus::Counter &refusedConnections;
    prometheus::Counter &refusedOrigins;

private:
    prometheus::Histogram &histogram(std::size_t handler, Method method, int status);

    prometheus::Family<prometheus::Histogram> &m_durations;
    std::mutex m_mutex;
    std::vector<std::string> m_handlers; // guarded by m_mutex
};

/// "GET".
[[nodiscard]] std::string_view methodName(Method method);

} // namespace mdash
