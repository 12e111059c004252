#include "features/content/searchservice.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// What a caller may see, with the ids of folder chains worked out once per folder.
class Visibility
{
public:
    Visibility(const OrgContent &content, const CallerRights &rights, Right least)
        : m_content(content), m_rights(rights), m_least(least), m_uniform(rights.uniform())
    {
    }

    bool sees(const FolderEntry &folder)
    {
        if (m_uniform)
            return *m_uniform >= m_least;
        return m_rights.allows(SecuredObject::folder(folder.id, chain(folder.parentUid)), m_least);
    }

    bool sees(const DashboardEntry &dashboard)
    {
        if (m_uniform)
            return *m_uniform >= m_least;
        return m_rights.allows(SecuredObject::dashboard(dashboard.id, chain(dashboard.folderUid)), m_least);
    }

private:
    const std::vector<FolderId> &chain(const QString &folderUid)
    {
        const auto known = m_chains.constFind(folderUid);
        if (known != m_chains.constEnd())
            return *known;
        std::vector<FolderId> ids;
        for (const FolderEntry *folder : m_content.path(folderUid))
            ids.push_back(folder->id);
        return *m_chains.insert(folderUid, std::move(ids));
    }

    const OrgContent &m_content;
    const CallerRights &m_rights;
    const Right m_least;
    const std::optional<Right> m_uniform;
    QHash<QString, std::vector<FolderId>> m_chains;
};

/// One search over one organisation: takes what matches, page by page.
class Finder
{
public:
    Finder(const OrgContent &content, const SearchQuery &query, const CallerRights &rights, std::set<DashboardId> stars)
        : m_content(content), m_query(query), m_visible(content, rights, query.least), m_stars(std::move(stars)),
          m_folded(query.text.toCaseFolded()), m_skip((query.page - 1) * query.limit)
    {
        m_folderUids = QSet<QString>(query.folderUids.begin(), query.folderUids.end());
        for (const qint64 id : query.folderIds) {
            const FolderEntry *folder = content.folder(FolderId{id});
            m_folderUids.insert(id == 0 ? u"general"_s : folder ? folder->uid : u"?"_s);
        }
    }

    std::vector<SearchHit> run()
    {
        if (m_query.folders && m_query.tags.isEmpty() && !m_query.onlyStarred && m_query.dashboardIds.empty())
            each(m_content.folders(), [this](const FolderEntry &folder) { return matches(folder); });
        if (m_query.dashboards && !m_folded.isEmpty() && !m_query.descending)
            eachOfText();
        else if (m_query.dashboards)
            each(m_content.dashboards(), [this](const DashboardEntry &dashboard) { return matches(dashboard); });
        return std::move(m_hits);
    }

private:
    [[nodiscard]] bool isFull() const { return static_cast<qint64>(m_hits.size()) >= m_query.limit; }

    template<class Entries, class Matches>
    void each(const Entries &entries, Matches matches)
    {
        const auto consider = [&](const auto &entry) {
            if (matches(*entry))
                take(*entry);
        };
        if (m_query.descending) {
            for (auto it = entries.rbegin(); it != entries.rend() && !isFull(); ++it)
                consider(*it);
        } else {
            for (auto it = entries.begin(); it != entries.end() && !isFull(); ++it)
                consider(*it);
        }
    }

    template<class Entry>
    void take(const Entry &entry)
    {
        if (m_skip > 0)
            --m_skip;
        else
            m_hits.push_back(hit(entry));
    }

    /// Goes from title to title that holds the text.
    void eachOfText()
    {
        const TitleText &titles = m_content.dashboardTitles();
        const std::string text = m_folded.toStdString();
        for (std::size_t at = titles.find(0, text); at < titles.size() && !isFull(); at = titles.find(at + 1, text)) {
            if (const DashboardEntry &dashboard = *m_content.dashboards()[at]; matches(dashboard))
                take(dashboard);
        }
    }

    [[nodiscard]] bool isInWantedFolder(const QString &folderUid) const
    {
        return m_folderUids.isEmpty() || m_folderUids.contains(folderUid.isEmpty() ? u"general"_s : folderUid);
    }

    bool matches(const FolderEntry &folder)
    {
        return isInWantedFolder(folder.parentUid) && (m_query.dashboardUids.isEmpty() || m_query.dashboardUids.contains(folder.uid))
            && (m_folded.isEmpty() || folder.title.toCaseFolded().contains(m_folded)) && m_visible.sees(folder);
    }

    bool matches(const DashboardEntry &dashboard)
    {
        const auto isWanted = [&](const auto &list, const auto &value) {
            return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
        };
        return isInWantedFolder(dashboard.folderUid) && isWanted(m_query.dashboardIds, dashboard.id.value)
            && isWanted(m_query.dashboardUids, dashboard.uid) && (m_folded.isEmpty() || dashboard.foldedTitle.contains(m_folded))
            && std::all_of(m_query.tags.begin(), m_query.tags.end(), [&](const QString &tag) { return dashboard.tags.contains(tag); })
            && (!m_query.onlyStarred || m_stars.contains(dashboard.id)) && m_visible.sees(dashboard);
    }

    [[nodiscard]] SearchHit hit(const FolderEntry &folder) const
    {
        SearchHit hit{.isFolder = true, .id = folder.id.value, .uid = folder.uid, .title = folder.title, .slug = folder.slug};
        place(hit, folder.parentUid);
        return hit;
    }

    [[nodiscard]] SearchHit hit(const DashboardEntry &dashboard) const
    {
        SearchHit hit{.id = dashboard.id.value, .uid = dashboard.uid, .title = dashboard.title, .slug = dashboard.slug, .tags = dashboard.tags,
                      .isStarred = m_stars.contains(dashboard.id)};
        place(hit, dashboard.folderUid);
        return hit;
    }

    void place(SearchHit &hit, const QString &folderUid) const
    {
        if (const FolderEntry *folder = m_content.folder(folderUid)) {
            hit.folderId = folder->id;
            hit.folderUid = folder->uid;
            hit.folderTitle = folder->title;
            hit.folderSlug = folder->slug;
        }
    }

    const OrgContent &m_content;
    const SearchQuery &m_query;
    Visibility m_visible;
    std::set<DashboardId> m_stars;
    QString m_folded;
    QSet<QString> m_folderUids; // empty: any
    qint64 m_skip;
    std::vector<SearchHit> m_hits;
};

} // namespace

Result<std::vector<SearchHit>> SearchService::search(const Principal &caller, const SearchQuery &query)
{
    const auto rights = m_permissions.rightsOf(caller);
    if (!rights)
        return tl::unexpected(rights.error());
    std::set<DashboardId> stars;
    if (caller.userId.isSet()) {
        const auto starred = m_dashboards.starredBy(caller.orgId, caller.userId);
        if (!starred)
            return tl::unexpected(starred.error());
        stars.insert(starred->begin(), starred->end());
    }
    return m_catalogue.read(m_content, caller.orgId, [&](const OrgContent &content) {
        return Finder(content, query, *rights, std::move(stars)).run();
    });
}

Result<std::map<QString, int>> SearchService::tags(const Principal &caller)
{
    const auto rights = m_permissions.rightsOf(caller);
    if (!rights)
        return tl::unexpected(rights.error());
    return m_catalogue.read(m_content, caller.orgId, [&](const OrgContent &content) {
        std::map<QString, int> counts;
        Visibility visible(content, *rights, Right::View);
        for (const auto &dashboard : content.dashboards()) {
            if (!visible.sees(*dashboard))
                continue;
            for (const QString &tag : dashboard->tags)
                ++counts[tag];
        }
        return counts;
    });
}

Result<QStringList> SearchService::uids(const Principal &caller, const std::vector<DashboardId> &ids)
{
    const auto rights = m_permissions.rightsOf(caller);
    if (!rights)
        return tl::unexpected(rights.error());
    return m_catalogue.read(m_content, caller.orgId, [&](const OrgContent &content) {
        QStringList uids;
        Visibility visible(content, *rights, Right::View);
        for (const DashboardId id : ids) {
            const DashboardEntry *dashboard = content.dashboard(id);
            if (dashboard && visible.sees(*dashboard))
                uids.append(dashboard->uid);
        }
        return uids;
    });
}

} // namespace mdash
