#include "features/health/fieldmetrics.h"

#include <algorithm>
#include <array>
#include <map>

namespace mdash {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::string_view ProxyPrefix = "/api/datasources/proxy/";

std::string_view labelOf(const ClientMetric &metric, std::string_view name)
{
    const auto found = std::ranges::find(metric.label, name, &ClientMetric::Label::name);
    return found == metric.label.end() ? std::string_view() : std::string_view(found->value);
}

/// The statuses that the field tells apart.
std::string codeOf(std::string_view status)
{
    return status == "200" || status == "404" || status == "500" ? std::string(status) : "unknown";
}

std::string statusFamilyOf(std::string_view handler)
{
    if (handler.starts_with(ProxyPrefix))
        return "grafana_proxy_response_status_total";
    return handler.starts_with("/api") ? "grafana_api_response_status_total" : "grafana_page_response_status_total";
}

void appendStatusTotals(MetricFamilies &families, const MetricFamily &requests)
{
    std::map<std::string, std::map<std::string, double>> totals;
    for (const char *handler : {"/", "/api", "/api/datasources/proxy/"}) {
        for (const char *code : {"200", "404", "500", "unknown"})
            totals[statusFamilyOf(handler)][code] = 0;
    }
    for (const ClientMetric &metric : requests.metric)
        totals[statusFamilyOf(labelOf(metric, "handler"))][codeOf(labelOf(metric, "status_code"))] += static_cast<double>(metric.histogram.sample_count);
    for (const auto &[name, byCode] : totals) {
        MetricFamily family{name, "Answers by status.", MetricType::Counter, {}};
        for (const auto &[code, count] : byCode) {
            ClientMetric metric;
            metric.label = {{"code", code}};
            metric.counter.value = count;
            family.metric.push_back(metric);
        }
        families.push_back(std::move(family));
    }
}

struct Call
{
    const char *family;
    std::string_view method, handler; // handler: a pattern, or the beginning of some if it ends in '/'
};

constexpr std::array calls{
    Call{"grafana_api_dashboard_get_milliseconds", "GET", "/api/dashboards/uid/:uid"},
    Call{"grafana_api_dashboard_save_milliseconds", "POST", "/api/dashboards/db"},
    Call{"grafana_api_dashboard_search_milliseconds", "GET", "/api/search"},
    Call{"grafana_api_dataproxy_request_all_milliseconds", "", ProxyPrefix},
};

bool isOf(const ClientMetric &metric, const Call &call)
{
    const std::string_view handler = labelOf(metric, "handler");
    return (call.method.empty() || labelOf(metric, "method") == call.method)
        && (call.handler.ends_with('/') ? handler.starts_with(call.handler) : handler == call.handler);
}

void appendDurations(MetricFamilies &families, const MetricFamily &requests)
{
    for (const Call &call : calls) {
        ClientMetric sum;
        for (const ClientMetric &metric : requests.metric) {
            if (!isOf(metric, call))
                continue;
            sum.summary.sample_count += metric.histogram.sample_count;
            sum.summary.sample_sum += metric.histogram.sample_sum * 1000;
        }
        families.push_back({call.family, "Durations of such calls.", MetricType::Summary, {sum}});
    }
}

} // namespace

void appendStatistics(MetricFamilies &families, const Statistics &all)
{
    const auto total = [&](const char *name, const char *help, qint64 count) {
        appendMetric(families, name, help, MetricType::Gauge, static_cast<double>(count));
    };
    total("grafana_stat_totals_dashboard", "Dashboards.", all.dashboards);
    total("grafana_stat_totals_dashboard_versions", "Versions of dashboards.", all.dashboardVersions);
    total("grafana_stat_totals_folder", "Folders.", all.folders);
    total("grafana_stat_total_orgs", "Organisations.", all.organisations);
    total("grafana_stat_total_teams", "Teams.", all.teams);
    total("grafana_stat_total_users", "Users.", all.users.all);
    total("grafana_stat_active_users", "Users seen in the last 30 days.", all.users.ofMonth);
    total("grafana_stat_totals_viewers", "Users whose highest role is Viewer.", all.viewers.all);
    total("grafana_stat_totals_editors", "Users whose highest role is Editor.", all.editors.all);
    total("grafana_stat_totals_admins", "Users whose highest role is Admin.", all.admins.all);
    total("grafana_stat_totals_active_viewers", "Such viewers seen in the last 30 days.", all.viewers.ofMonth);
    total("grafana_stat_totals_active_editors", "Such editors seen in the last 30 days.", all.editors.ofMonth);
    total("grafana_stat_totals_active_admins", "Such administrators seen in the last 30 days.", all.admins.ofMonth);
    total("grafana_stat_total_service_accounts", "Service accounts.", all.serviceAccounts);
    total("grafana_stat_total_service_account_tokens", "Tokens.", all.tokens);
    total("grafana_stat_totals_data_keys", "Keys that seal secrets.", all.dataKeys);
    MetricFamily sources{"grafana_stat_totals_datasource", "Data sources by type.", MetricType::Gauge, {}};
    for (const auto &[type, count] : all.dataSourcesByType) {
        ClientMetric metric;
        metric.label = {{"plugin_id", type.toStdString()}};
        metric.gauge.value = static_cast<double>(count);
        sources.metric.push_back(metric);
    }
    families.push_back(std::move(sources));
}

void appendResponseTotals(MetricFamilies &families)
{
    const auto found = std::ranges::find(families, "grafana_http_request_duration_seconds", &MetricFamily::name);
    if (found == families.end())
        return;
    const MetricFamily requests = *found; // families grows
    appendStatusTotals(families, requests);
    appendDurations(families, requests);
}

} // namespace mdash
