#include "panels/capabilities.h"

#include "frames/transformations.h"
#include "panels/view.h"

#include <algorithm>
#include <array>

namespace mdash {
namespace {

/// Panel types of old dashboards and of plug-ins, and what the upgrade makes of them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> legacyPanels = {{{"graph", "timeseries"},
    {"singlestat", "stat"}, {"grafana-singlestat-panel", "stat"}, {"table-old", "table"}, {"text2", "text"},
    {"grafana-piechart-panel", "piechart"}, {"natel-discrete-panel", "state-timeline"}, {"grafana-polystat-panel", "stat"}}};

bool contains(const std::vector<std::string_view> &list, std::string_view one)
{
    return std::find(list.begin(), list.end(), one) != list.end();
}

template<class List>
void writeList(JsonWriter &json, std::string_view name, const List &list)
{
    json.key(name).beginArray();
    for (const auto &one : list)
        json.value(one);
    json.endArray();
}

} // namespace

Capabilities dashboardCapabilities(std::vector<std::string> dataSources)
{
    Capabilities capabilities;
    capabilities.panels = supportedPanelTypes();
    for (const auto &[legacy, current] : legacyPanels) {
        if (contains(capabilities.panels, current))
            capabilities.panels.push_back(legacy);
    }
    capabilities.panels.push_back("row");
    capabilities.dataSources = std::move(dataSources);
    for (const std::string_view builtIn : {"__expr__", "mixed", "dashboard"})
        capabilities.dataSources.emplace_back(builtIn);
    capabilities.variables = {"query", "custom", "constant", "interval", "datasource", "textbox"};
    capabilities.transformations = knownTransformations();
    if (!contains(capabilities.transformations, "seriesToColumns"))
        capabilities.transformations.push_back("seriesToColumns");
    capabilities.mappings = {"value", "range", "regex", "special"};
    return capabilities;
}

void writeCapabilities(JsonWriter &json, const Capabilities &capabilities)
{
    json.beginObject();
    writeList(json, "panels", capabilities.panels);
    writeList(json, "datasources", capabilities.dataSources);
    writeList(json, "variables", capabilities.variables);
    writeList(json, "transformations", capabilities.transformations);
    writeList(json, "mappings", capabilities.mappings);
    json.endObject();
}

} // namespace mdash
