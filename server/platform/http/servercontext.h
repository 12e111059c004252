#pragma once

#include "base/clock.h"
#include "platform/http/admission.h"
#include "platform/http/clientaddress.h"
#include "platform/http/directroutes.h"
#include "platform/http/dispatcher.h"
#include "platform/http/httpmetrics.h"
#include "platform/http/httpoptions.h"
#include "platform/http/responsehead.h"
#include "platform/http/workers.h"

#include <atomic>
#include <mutex>
#include <string>
#include <unordered_map>

namespace mdash {

/// How many connections each address has. Thread-safe.
class ConnectionCounter
{
public:
    explicit ConnectionCounter(const HttpLimits &limits) : m_limits(limits) {}
    /// False if @p address, or all together, have as many as they may. @p isExempt: the address itself has no limit.
    [[nodiscard]] bool add(const std::string &address, bool isExempt);
    void remove(const std::string &address);
    [[nodiscard]] int total() const;

private:
    const HttpLimits &m_limits;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, int> m_counts;
    int m_total = 0;
};

/// What all connections of one server share: read only after the start, but for what is atomic.
struct ServerContext
{
    ServerContext(HttpOptions options, const Clock &clock, DirectRoutes direct, HttpMetrics &metrics);
    /// From now on requests go to workers. Called once.
    void serve(WorkerPool &workers, const Router &router, Admission admission);

    const HttpOptions options;
    const Clock &clock;
    const DirectRoutes direct;
    HttpMetrics &metrics;
    const std::string subUrl; // path of the root URL without a slash at the end
    const Dispatcher dispatcher;
    const ResponseHead head;
    const TrustedProxies proxies;

    struct Backend
    {
        WorkerPool &workers;
        const Router &router; // for matching only: handlers run on the worker's own
        Admission admission;
    };
    /// Null while the node is starting.
    [[nodiscard]] const Backend *backend() const { return m_published.load(std::memory_order_acquire); }

    ConnectionCounter connections;
    std::atomic<bool> isDraining{false}; // answers say that they are the last of their connection
    std::atomic<bool> isClosing{false};  // connections end after their answer, whatever it said
    std::atomic<std::size_t> bodyBytes{0}; // of bodies being read or served

    // Indices of handlers in metrics: direct routes, then what is no route, then routes.
    [[nodiscard]] std::size_t unknownHandler() const { return direct.labels().size(); }
    [[nodiscard]] std::size_t routeHandler(std::size_t route) const { return direct.labels().size() + 1 + route; }

private:
    std::unique_ptr<const Backend> m_backend;
    std::atomic<const Backend *> m_published{nullptr};
};

/// "/x" of "https://host/x/"; "" of "https://host/".
[[nodiscard]] std::string subUrlOf(const std::string &rootUrl);

} // namespace mdash
