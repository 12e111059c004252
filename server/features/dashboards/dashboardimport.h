#pragma once

#include "features/dashboards/dashboardsservice.h"

namespace mdash {

struct ImportInput
{
    std::string name, type, pluginId, value; // name "*" fits any input of the type and plugin
};

/// A dashboard from a file of somebody else, and what its inputs stand for here.
struct ImportDashboard
{
    JsonValue model;
    std::vector<ImportInput> inputs;
    std::optional<QString> folderUid;
    std::optional<FolderId> folderId;
    bool overwrite = false;
};

/// Fills in a shared dashboard and saves it (http-api §3.2). Errors as a save; Internal "Failed to save dashboard" when
/// an input has no value, as clients know it.
class DashboardImport
{
public:
    explicit DashboardImport(DashboardsService &dashboards) : m_dashboards(dashboards) {}
    [[nodiscard]] Result<SavedDashboard> import(const Principal &caller, const ImportDashboard &command);

private:
    DashboardsService &m_dashboards;
};

/// @p model without __inputs, __requires and __elements, each `${NAME}` of an input replaced in every string.
/// Fails with InvalidInput that names the input without a value.
[[nodiscard]] Result<std::string> withInputs(const JsonValue &model, const std::vector<ImportInput> &inputs);

} // namespace mdash
