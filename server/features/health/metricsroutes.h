#pragma once

#include "base/secret.h"
#include "features/administration/statisticscache.h"
#include "features/administration/statisticsstore.h"
#include "platform/http/router.h"

#include <prometheus/registry.h>

namespace mdash {

/// GET /metrics: the registry, the process, what the database holds, and totals under the names that dashboards of the field
/// ask for; as OpenMetrics for those who accept it, else as Prometheus text. Open unless a user is configured.
class MetricsRoutes
{
public:
    struct Credentials
    {
        QString user; // empty: everybody may read
        Secret password;
    };
    MetricsRoutes(prometheus::Registry &registry, StatisticsStore &statistics, StatisticsCache &cache, Credentials credentials)
        : m_registry(registry), m_statistics(statistics), m_cache(cache), m_credentials(std::move(credentials))
    {
    }
    void declare(Router &router);

private:
    [[nodiscard]] Result<Response> metrics(const Request &request, const Principal &caller);
    [[nodiscard]] bool isAllowed(const Request &request) const;

    prometheus::Registry &m_registry;
    StatisticsStore &m_statistics;
    StatisticsCache &m_cache;
    Credentials m_credentials;
};

/// Registers `grafana_build_info` and keeps it at 1, and `grafana_instance_start_total`, since this node has started once.
void registerBuildInfo(prometheus::Registry &registry, const std::string &version, const std::string &revision);

} // namespace mdash
