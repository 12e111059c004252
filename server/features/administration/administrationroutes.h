#pragma once

#include "features/administration/statisticsstore.h"
#include "platform/config/settings.h"
#include "platform/http/router.h"

namespace mdash {

/// What a server administrator sees of the whole server: its settings with their secrets hidden, and its statistics.
class AdministrationRoutes
{
public:
    /// Without @p settings there are none to show.
    AdministrationRoutes(StatisticsStore &statistics, std::shared_ptr<const Settings> settings) : m_statistics(statistics), m_settings(std::move(settings)) {}
    void declare(Router &router);

private:
    [[nodiscard]] Result<Response> settings(const Request &request, const Principal &caller);
    [[nodiscard]] Result<Response> statistics(const Request &request, const Principal &caller);

    StatisticsStore &m_statistics;
    std::shared_ptr<const Settings> m_settings;
};

} // namespace mdash
