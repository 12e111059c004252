#include "features/panels/modelcache.h"

#include "panels/interpolate.h"
#include "panels/querytext.h"
#include "panels/upgrade.h"

#include <algorithm>

namespace mdash {
namespace {

std::vector<std::string> namesOf(const PanelModel &panel)
{
    std::vector<std::string> names;
    const auto add = [&names](const std::vector<std::string> &more) {
        for (const std::string &name : more) {
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
    };
    for (const std::string *text : {&panel.title, &panel.description, &panel.minInterval, &panel.timeFrom, &panel.timeShift, &panel.datasource.uid})
        add(referencedNames(*text));
    for (const Target &target : panel.targets) {
        add(referencedNames(target.datasource.uid));
        add(referencedNamesIn(target.model));
    }
    for (const JsonValue &json : {panel.options, panel.fieldConfig})
        add(referencedNamesIn(json));
    for (const JsonValue &transformation : panel.transformations)
        add(referencedNamesIn(transformation));
    for (const LinkModel &link : panel.links) {
        for (const std::string *text : {&link.title, &link.url, &link.tooltip})
            add(referencedNames(*text));
        if (link.includeVariables)
            add({"__all_variables"});
    }
    return names;
}

} // namespace

LoadedDashboard::LoadedDashboard(DashboardModelPtr upgraded) : model(std::move(upgraded))
{
    for (const PanelModel &panel : model->panels) {
        names.emplace(&panel, namesOf(panel));
        for (const PanelModel &inner : panel.panels)
            names.emplace(&inner, namesOf(inner));
    }
}

Result<LoadedDashboardPtr> ModelCache::load(OrgId orgId, const std::string &uid, int version, std::string_view json)
{
    const Key key{orgId.value, uid, version};
    if (!uid.empty()) {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_held.find(key); found != m_held.end()) {
            m_recent.splice(m_recent.begin(), m_recent, found->second.place);
            return found->second.dashboard;
        }
    }
    auto model = upgradeDashboard(json);
    if (!model)
        return tl::unexpected(model.error());
    auto loaded = std::make_shared<const LoadedDashboard>(std::move(*model));
    if (!uid.empty())
        put(key, loaded, json.size() * 4); // parsed JSON takes about that
    return loaded;
}

void ModelCache::clear()
{
    const std::lock_guard lock(m_mutex);
    m_held.clear();
    m_recent.clear();
    m_bytes = 0;
}

void ModelCache::put(const Key &key, const LoadedDashboardPtr &dashboard, std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    if (bytes > m_maxBytes || m_held.contains(key))
        return;
    m_recent.push_front(key);
    m_held.emplace(key, Held{dashboard, bytes, m_recent.begin()});
    m_bytes += bytes;
    while (m_bytes > m_maxBytes) {
        const auto oldest = m_held.find(m_recent.back());
        m_bytes -= oldest->second.bytes;
        m_held.erase(oldest);
        m_recent.pop_back();
    }
}

} // namespace mdash
