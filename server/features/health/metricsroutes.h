#pragma once

#include "base/secret.h"
#include "platform/http/router.h"

#include <prometheus/registry.h>

namespace mdash {

/// GET /metrics, the registry as Prometheus text. Open unless a user is configured.
class MetricsRoutes
{
public:
    MetricsRoutes(prometheus::Registry &registry, QString user, Secret password)
        : m_registry(registry), m_user(std::move(user)), m_password(std::move(password))
    {
    }
    void declare(Router &router);

private:
    [[nodiscard]] Result<Response> metrics(const Request &request, const Principal &caller);
    [[nodiscard]] bool isAllowed(const Request &request) const;

    prometheus::Registry &m_registry;
    QString m_user;
    Secret m_password;
};

/// Registers `grafana_build_info` and keeps it at 1.
void registerBuildInfo(prometheus::Registry &registry, const std::string &version, const std::string &revision);

} // namespace mdash
