#include "features/frontend/frontendsettingsroutes.h"

#include "base/duration.h"
#include "features/datasources/datasourcetypes.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

struct PanelKind
{
    std::string_view id, name;
};

/// Panel types that clients look up by id; which of them are drawn is in dashboardCapabilities.
constexpr std::array panelKinds{
    PanelKind{"timeseries", "Time series"},   PanelKind{"stat", "Stat"},
    PanelKind{"gauge", "Gauge"},              PanelKind{"bargauge", "Bar gauge"},
    PanelKind{"table", "Table"},              PanelKind{"text", "Text"},
    PanelKind{"barchart", "Bar chart"},       PanelKind{"piechart", "Pie chart"},
    PanelKind{"histogram", "Histogram"},      PanelKind{"heatmap", "Heatmap"},
    PanelKind{"state-timeline", "State timeline"}, PanelKind{"status-history", "Status history"},
    PanelKind{"logs", "Logs"},                PanelKind{"dashlist", "Dashboard list"},
    PanelKind{"alertlist", "Alert list"},     PanelKind{"annolist", "Annotations list"},
    PanelKind{"graph", "Graph (old)"},
};

void writePanels(JsonWriter &json)
{
    json.key("panels").beginObject();
    int sort = 1;
    for (const PanelKind &panel : panelKinds) {
        json.key(panel.id).beginObject().member("id", panel.id).member("name", panel.name).member("sort", sort++);
        json.member("hideFromList", panel.id == "graph").rawMember("info", R"({"description":"","version":""})");
        json.member("skipDataQuery", panel.id == "text" || panel.id == "dashlist").member("baseUrl", "").member("signature", "internal");
        json.member("module", "").member("state", "").endObject();
    }
    json.endObject();
}

void writeBuiltInSource(JsonWriter &json, std::string_view name, std::string_view uid, std::string_view type)
{
    json.key(name).beginObject().member("id", -1).member("uid", uid).member("name", name).member("type", type);
    json.key("meta").beginObject().member("id", type).member("name", name).member("builtIn", true).endObject();
    json.member("isDefault", false).member("readOnly", true).rawMember("jsonData", "{}").endObject();
}

void writeSource(JsonWriter &json, const DataSource &source, const QString &subUrl)
{
    json.key(source.name.toStdString()).beginObject();
    json.member("id", source.id.value).member("uid", source.uid).member("name", source.name).member("type", source.type);
    json.key("meta").beginObject().member("id", source.type).member("name", dataSourceTypeName(source.type)).member("type", "datasource").endObject();
    json.member("isDefault", source.isDefault).member("readOnly", source.isReadOnly).member("access", source.access);
    json.member("url", u"%1/api/datasources/proxy/uid/%2"_s.arg(subUrl, source.uid)).member("preload", false).member("module", "");
    json.rawMember("jsonData", source.jsonData).endObject();
}

void writeBuild(JsonWriter &json, const FrontendFacts &facts)
{
    json.key("buildInfo").beginObject().member("hideVersion", false).member("version", facts.compatibilityVersion);
    json.member("productVersion", facts.productVersion).member("commit", facts.commit).member("buildstamp", 0).member("edition", "Open Source");
    json.member("latestVersion", "").member("hasUpdate", false).member("env", facts.isProduction ? "production" : "development").endObject();
    json.key("licenseInfo").beginObject().member("expiry", 0).member("stateInfo", "").member("licenseUrl", "").member("edition", "Open Source");
    json.rawMember("enabledFeatures", "{}").endObject();
}

void writeSwitches(JsonWriter &json, const FrontendFacts &facts)
{
    json.member("appUrl", facts.appUrl).member("appSubUrl", facts.subUrl).member("allowOrgCreate", facts.allowsOrgCreate);
    json.member("autoAssignOrg", facts.autoAssignsOrg).member("anonymousEnabled", facts.acceptsAnonymous);
    json.member("disableUserSignUp", true).member("disableLoginForm", false).member("viewersCanEdit", facts.viewersCanEdit);
    json.member("editorsCanAdmin", facts.editorsCanAdmin).member("rbacEnabled", true).member("exploreEnabled", true);
    json.member("unifiedAlertingEnabled", true).member("alertingEnabled", false).member("liveEnabled", false);
    json.member("expressionsEnabled", true).member("rendererAvailable", false).member("rendererVersion", "");
    json.member("minRefreshInterval", formatDuration(facts.minRefreshInterval)).rawMember("oauth", "{}").rawMember("pluginsToPreload", "[]");
    json.key("featureToggles").beginObject();
    for (const QString &toggle : facts.featureToggles)
        json.member(toggle.toStdString(), true);
    json.endObject();
}

} // namespace

void FrontendSettingsRoutes::declare(Router &router)
{
    router.add({Method::Get, "/api/frontend/settings", Access::signedIn(), 0, handler(this, &FrontendSettingsRoutes::settings)});
}

Result<Response> FrontendSettingsRoutes::settings(const Request &, const Principal &caller)
{
    return m_sources.list(caller.orgId).map([&](const std::vector<DataSource> &sources) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            QString defaultSource = u"-- Grafana --"_s; // the name that clients know the built-in source by
            json.beginObject().key("datasources").beginObject();
            writeBuiltInSource(json, "-- Grafana --", "grafana", "datasource");
            writeBuiltInSource(json, "Self metrics", "self", "metrics-dashboard-self");
            writeBuiltInSource(json, "-- Mixed --", "-- Mixed --", "mixed");
            writeBuiltInSource(json, "-- Dashboard --", "-- Dashboard --", "dashboard");
            for (const DataSource &source : sources) {
                writeSource(json, source, m_facts.subUrl);
                if (source.isDefault)
                    defaultSource = source.name;
            }
            json.endObject().member("defaultDatasource", defaultSource);
            writePanels(json);
            writeBuild(json, m_facts);
            writeSwitches(json, m_facts);
            json.rawMember("dashboardCapabilities", m_facts.capabilities).endObject();
        }));
    });
}

} // namespace mdash
