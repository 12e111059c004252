#pragma once

#include "features/datasources/datasourcesservice.h"
#include "platform/http/router.h"

namespace mdash {

/// What the settings answer says beside the data sources; the same for all callers of a node.
struct FrontendFacts
{
    QString appUrl;  // root_url, ends with '/'
    QString subUrl;  // its path without the last '/'
    std::string compatibilityVersion, productVersion, commit;
    bool isProduction = true;
    bool allowsOrgCreate = false, autoAssignsOrg = true;
    bool acceptsAnonymous = false, viewersCanEdit = false, editorsCanAdmin = false;
    Millis minRefreshInterval{5'000};
    QStringList featureToggles;
    std::string capabilities = "{}"; // `dashboardCapabilities` as JSON
};

/// GET /api/frontend/settings (http-api §7.1).
class FrontendSettingsRoutes
{
public:
    FrontendSettingsRoutes(DataSourcesService &sources, FrontendFacts facts) : m_sources(sources), m_facts(std::move(facts)) {}
    void declare(Router &router);

private:
    Result<Response> settings(const Request &request, const Principal &caller);

    DataSourcesService &m_sources;
    FrontendFacts m_facts;
};

} // namespace mdash
