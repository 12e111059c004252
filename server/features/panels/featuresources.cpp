#include "features/panels/featuresources.h"

#include "features/content/slug.h"
#include "features/queries/builtinsources.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<StoredDashboard> FeatureSources::dashboard(const Principal &caller, const QString &uid)
{
    return m_dashboards.get(caller, uid).map([&](const DashboardView &view) {
        StoredDashboard stored;
        stored.uid = view.record.entry.uid.toStdString();
        stored.version = view.record.entry.version;
        stored.json = view.body;
        if (!view.folders.empty()) {
            stored.folderUid = view.folders.back().uid.toStdString();
            stored.folderTitle = view.folders.back().title.toStdString();
        }
        stored.canEdit = view.right >= Right::Edit;
        stored.isStarred = view.record.isStarred;
        stored.staleFor = caller.staleFor;
        return stored;
    });
}

Result<std::vector<NamedDashboard>> FeatureSources::dashboardsTagged(const Principal &caller, const std::vector<std::string> &tags)
{
    SearchQuery query;
    query.folders = false;
    query.limit = 100;
    for (const std::string &tag : tags)
        query.tags << QString::fromStdString(tag);
    return m_search.search(caller, query).map([&](const std::vector<SearchHit> &hits) {
        std::vector<NamedDashboard> named;
        for (const SearchHit &hit : hits)
            named.push_back({hit.uid.toStdString(), hit.title.toStdString(), dashboardUrl(m_subUrl, hit.uid, hit.title).toStdString()});
        return named;
    });
}

Result<DataSourceList> FeatureSources::dataSources(OrgId orgId)
{
    auto found = m_dataSources.list(orgId).map([](const std::vector<DataSource> &sources) {
        std::vector<DataSourceEntry> entries;
        const auto add = [&](DataSourceEntry entry, const std::string &jsonData) {
            if (const auto json = JsonDocument::parse(jsonData))
                entry.minInterval = json->root()["timeInterval"].string();
            entries.push_back(std::move(entry));
        };
        for (const DataSource &source : sources)
            add({source.uid.toStdString(), source.name.toStdString(), source.type.toStdString(), source.isDefault}, source.jsonData);
        for (const DataSourceSettings &source : builtInDataSources())
            add({source.uid, source.name, source.type, false}, source.jsonData);
        return DataSourceList(std::move(entries));
    });
    if (found) {
        m_seen.putList(orgId, *found);
    } else if (found.error().code == ErrorCode::Unavailable) {
        if (auto seen = m_seen.list(orgId))
            return *std::move(seen);
    }
    return found;
}

Result<std::shared_ptr<const DataSourceSettings>> FeatureSources::settings(OrgId orgId, const std::string &uid)
{
    auto found = m_dataSources.find(orgId, {{}, uid});
    if (found && !*found)
        return fail(ErrorCode::NotFound, u"Data source not found"_s, u"datasources.notFound"_s);
    if (found) {
        m_seen.putSettings(orgId, uid, *found);
    } else if (found.error().code == ErrorCode::Unavailable) {
        if (auto seen = m_seen.settings(orgId, uid))
            return seen;
    }
    return found;
}

} // namespace mdash
