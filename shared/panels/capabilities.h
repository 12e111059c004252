#pragma once

#include "base/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// What dashboards may use of this version, in the words of the dashboard JSON. One table for importers, consoles and checks.
struct Capabilities
{
    std::vector<std::string_view> panels; // with the legacy types that are upgraded to one of them
    std::vector<std::string> dataSources;
    std::vector<std::string_view> variables;
    std::vector<std::string_view> transformations;
    std::vector<std::string_view> mappings;
};

/// @p dataSources: the types that this node can ask.
[[nodiscard]] Capabilities dashboardCapabilities(std::vector<std::string> dataSources);

/// The object under `dashboardCapabilities` of /api/frontend/settings.
void writeCapabilities(JsonWriter &json, const Capabilities &capabilities);

} // namespace mdash
