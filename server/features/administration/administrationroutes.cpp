#include "features/administration/administrationroutes.h"

#include <map>

namespace mdash {
namespace {

void write(JsonWriter &json, std::string_view name, const Statistics::People &people)
{
    const std::string kind(name);
    const std::string capital = static_cast<char>(kind[0] - 'a' + 'A') + kind.substr(1);
    json.member(kind, people.all).member("active" + capital, people.ofMonth).member("dailyActive" + capital, people.ofDay);
}

std::string statisticsJson(const Statistics &all)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject();
        json.member("orgs", all.organisations).member("dashboards", all.dashboards).member("tags", all.tags);
        json.member("datasources", all.dataSources).member("stars", all.stars);
        for (const char *none : {"snapshots", "playlists", "alerts"}) // features that are not here
            json.member(none, 0);
        write(json, "users", all.users);
        write(json, "admins", all.admins);
        write(json, "editors", all.editors);
        write(json, "viewers", all.viewers);
        json.member("activeSessions", all.sessionsOfMonth).member("dailyActiveSessions", all.sessionsOfDay);
        json.member("monthlyActiveUsers", all.users.ofMonth).endObject();
    });
}

} // namespace

void AdministrationRoutes::declare(Router &router)
{
    router.add({Method::Get, "/api/admin/settings", Access::to("settings:read"), 0, handler(this, &AdministrationRoutes::settings)});
    router.add({Method::Get, "/api/admin/stats", Access::to("server.stats:read"), 0, handler(this, &AdministrationRoutes::statistics)});
}

Result<Response> AdministrationRoutes::settings(const Request &, const Principal &)
{
    std::map<QString, std::vector<ShownSetting>> sections;
    for (const ShownSetting &setting : m_settings ? m_settings->shown() : std::vector<ShownSetting>())
        sections[setting.section].push_back(setting);
    return Response::json(jsonBody([&](JsonWriter &json) {
        json.beginObject();
        for (const auto &[section, settings] : sections) {
            json.key(section.toStdString()).beginObject();
            for (const ShownSetting &setting : settings)
                json.member(setting.key.toStdString(), setting.value);
            json.endObject();
        }
        json.endObject();
    }));
}

Result<Response> AdministrationRoutes::statistics(const Request &, const Principal &)
{
    return m_statistics.count().map([](const Statistics &all) { return Response::json(statisticsJson(all)); });
}

} // namespace mdash
