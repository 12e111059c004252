#pragma once

#include "features/queries/datasourcequery.h"
#include "panels/datasourcelist.h"
#include "platform/http/principal.h"

#include <memory>
#include <string>
#include <vector>

namespace mdash {

/// A dashboard as it is stored, and what the caller may do with it.
struct StoredDashboard
{
    std::string uid; // empty: not saved yet
    int version = 0;
    std::shared_ptr<const std::string> json;
    std::string folderUid, folderTitle;
    bool canEdit = false;
    bool isStarred = false;
    std::optional<std::chrono::milliseconds> staleFor{}; // it is from memory, as old as this
};

/// A dashboard that a list of links names.
struct NamedDashboard
{
    std::string uid;
    std::string title;
    std::string url; // without the sub path
};

/// What views need of dashboards and data sources. One per worker, on its thread.
class PanelSources
{
public:
    virtual ~PanelSources() = default;
    /// Fails with NotFound, or Forbidden if @p caller may not view it.
    [[nodiscard]] virtual Result<StoredDashboard> dashboard(const Principal &caller, const QString &uid) = 0;
    /// Dashboards with one of @p tags that @p caller may view, by title.
    [[nodiscard]] virtual Result<std::vector<NamedDashboard>> dashboardsTagged(const Principal &caller, const std::vector<std::string> &tags) = 0;
    [[nodiscard]] virtual Result<DataSourceList> dataSources(OrgId orgId) = 0;
    /// Fails with NotFound.
    [[nodiscard]] virtual Result<std::shared_ptr<const DataSourceSettings>> settings(OrgId orgId, const std::string &uid) = 0;
    /// Who asks data sources of @p type; nullptr if nobody can.
    [[nodiscard]] virtual DataSourceBackend *backend(std::string_view type) = 0;
};

} // namespace mdash
