#include "platform/http/servercontext.h"

namespace mdash {

bool ConnectionCounter::add(const std::string &address, bool isExempt)
{
    const std::lock_guard lock(m_mutex);
    if (m_total >= m_limits.connections)
        return false;
    int &count = m_counts[address];
    if (!isExempt && count >= m_limits.connectionsPerAddress)
        return false;
    ++count;
    ++m_total;
    return true;
}

void ConnectionCounter::remove(const std::string &address)
{
    const std::lock_guard lock(m_mutex);
    --m_total;
    const auto found = m_counts.find(address);
    if (found != m_counts.end() && --found->second <= 0)
        m_counts.erase(found);
}

int ConnectionCounter::total() const
{
    const std::lock_guard lock(m_mutex);
    return m_total;
}

ServerContext::ServerContext(HttpOptions given, const Clock &time, DirectRoutes directRoutes, HttpMetrics &figures)
    : options(std::move(given)), clock(time), direct(std::move(directRoutes)), metrics(figures), subUrl(subUrlOf(options.rootUrl)),
      dispatcher(OriginPolicy::of(options), subUrl, options.rootUrl.starts_with("https:"), options.compress, metrics),
      head(options),
      proxies(options.trustedProxies), connections(options.limits)
{
    metrics.addHandlers(direct.labels());
    metrics.addHandlers({"unknown"});
}

void ServerContext::serve(WorkerPool &workers, const Router &router, Admission admission)
{
    std::vector<std::string> patterns;
    for (std::size_t index = 0; index < router.size(); ++index)
        patterns.push_back(router.at(index).pattern);
    metrics.addHandlers(patterns);
    m_backend = std::make_unique<const Backend>(Backend{workers, router, std::move(admission)});
    m_published.store(m_backend.get(), std::memory_order_release);
}

std::string subUrlOf(const std::string &rootUrl)
{
    const std::size_t scheme = rootUrl.find("://");
    const std::size_t slash = rootUrl.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    if (slash == std::string::npos)
        return {};
    std::string path = rootUrl.substr(slash, rootUrl.find_first_of("?#", slash) - slash);
    while (path.ends_with('/'))
        path.pop_back();
    return path;
}

} // namespace mdash
