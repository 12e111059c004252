#include "features/nodes/nodeload.h"

#include "base/json.h"

#include <cmath>

namespace mdash {
namespace {

/// Of all figures of that name, whatever their code.
double sumOf(const FigureValues &values, std::string_view name)
{
    double sum = 0;
    for (const Figure &figure : figures()) {
        if (figure.name != name)
            continue;
        const auto found = std::find_if(values.begin(), values.end(), [&](const auto &entry) { return entry.first == figure.id; });
        sum += found == values.end() ? 0 : found->second;
    }
    return sum;
}

double rounded(double value, double stepsInOne)
{
    return std::round(value * stepsInOne) / stepsInOne;
}

} // namespace

void NodeLoad::update(const FigureValues &values, std::chrono::steady_clock::time_point at)
{
    constexpr double msPerSecond = 1000;
    const Totals totals{at, sumOf(values, "md_http_requests_total"), sumOf(values, "process_cpu_seconds_total")};
    const std::lock_guard lock(m_mutex);
    if (m_last && at > m_last->at) {
        const double seconds = std::chrono::duration<double>(at - m_last->at).count();
        m_requestsPerSecond = std::max(0.0, totals.requests - m_last->requests) / seconds;
        m_cpu = std::max(0.0, totals.cpuSeconds - m_last->cpuSeconds) / seconds;
    }
    m_last = totals;
    m_p50Ms = sumOf(values, "md_http_request_p50_seconds") * msPerSecond;
    m_p95Ms = sumOf(values, "md_http_request_p95_seconds") * msPerSecond;
    m_queue = sumOf(values, "md_worker_queue_length");
    m_rssBytes = sumOf(values, "process_resident_memory_bytes");
    m_sessions = sumOf(values, "md_sessions");
    m_sockets = sumOf(values, "md_http_connections");
}

std::string NodeLoad::json() const
{
    const std::lock_guard lock(m_mutex);
    std::string text;
    JsonWriter writer(text);
    writer.beginObject().member("requestsPerSecond", rounded(m_requestsPerSecond, 10)).member("p50Ms", rounded(m_p50Ms, 10));
    writer.member("p95Ms", rounded(m_p95Ms, 10)).member("queue", m_queue).member("rssBytes", m_rssBytes);
    writer.member("cpu", rounded(m_cpu, 100)).member("sessions", m_sessions).member("sockets", m_sockets).endObject();
    return text;
}

} // namespace mdash
