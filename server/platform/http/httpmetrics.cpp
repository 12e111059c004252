#include "platform/http/httpmetrics.h"

namespace mdash {

namespace {

const prometheus::Histogram::BucketBoundaries Buckets{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25};

prometheus::Gauge &gauge(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

prometheus::Counter &counter(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

} // namespace

std::string_view methodName(Method method)
{
    switch (method) {
    case Method::Get: return "GET";
    case Method::Head: return "HEAD";
    case Method::Post: return "POST";
    case Method::Put: return "PUT";
    case Method::Patch: return "PATCH";
    case Method::Delete: return "DELETE";
    case Method::Options: return "OPTIONS";
    case Method::Other: break;
    }
    return "other";
}

HttpMetrics::HttpMetrics(prometheus::Registry &registry)
    : connections(gauge(registry, "md_http_connections", "Open client connections.")),
      requestsInFlight(gauge(registry, "grafana_http_request_in_flight", "Requests whose answer is not sent to its end.")),
      refusedConnections(counter(registry, "md_http_refused_connections_total", "Connections closed at once because a limit was reached.")),
      refusedOrigins(counter(registry, "md_csrf_refused_total", "Changes refused since another site may have sent them.")),
      m_durations(prometheus::BuildHistogram()
                      .Name("grafana_http_request_duration_seconds")
                      .Help("Time from a request's header to its answer.")
                      .Register(registry))
{
}

void HttpMetrics::addHandlers(const std::vector<std::string> &names)
{
    const std::lock_guard lock(m_mutex);
    m_handlers.insert(m_handlers.end(), names.begin(), names.end());
}

prometheus::Histogram &HttpMetrics::histogram(std::size_t handler, Method method, int status)
{
    std::string name;
    {
        const std::lock_guard lock(m_mutex);
        name = m_handlers.at(handler);
    }
    return m_durations.Add(
        {{"handler", name}, {"method", std::string(methodName(method))}, {"status_code", std::to_string(status)}}, Buckets);
}

void HttpMetrics::Recorder::observe(std::size_t handler, Method method, int status, double seconds)
{
    const std::size_t key = (handler << 16) | (static_cast<std::size_t>(method) << 12) | static_cast<std::size_t>(status);
    auto &known = m_known[key];
    if (!known)
        known = &m_metrics.histogram(handler, method, status);
    known->Observe(seconds);
}

} // namespace mdash
