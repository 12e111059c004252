#pragma once

#include "base/clock.h"
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
    ServerContext(HttpOptions options, const Clock &clock, WorkerPool &workers, const Router &router, DirectRoutes direct,
                  HttpMetrics &metrics);

    const HttpOptions options;
    const Clock &clock;
    WorkerPool &workers;
    const Router &router; // for matching only: handlers run on the worker's own
    const DirectRoutes direct;
    HttpMetrics &metrics;
    const std::string subUrl; // path of the root URL without a slash at the end
    const Dispatcher dispatcher;
    const ResponseHead head;
    const TrustedProxies proxies;

    ConnectionCounter connections;
    std::atomic<bool> isDraining{false};
    std::atomic<std::size_t> bodyBytes{0}; // of bodies being read or served
    std::atomic<int> requestsInFlight{0};

    /// Handler indices of metrics: routes, then direct routes, then the rest.
    [[nodiscard]] std::size_t directHandler(std::size_t label) const { return router.size() + label; }
    [[nodiscard]] std::size_t unknownHandler() const { return router.size() + direct.labels().size(); }
};

/// "/x" of "https://host/x/"; "" of "https://host/".
[[nodiscard]] std::string subUrlOf(const std::string &rootUrl);

} // namespace mdash
