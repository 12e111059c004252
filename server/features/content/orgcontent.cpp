#include "features/content/orgcontent.h"

#include <algorithm>

namespace mdash {
namespace {

constexpr int deepestFolder = 64; // against a cycle in damaged data

QString sortKey(const FolderEntry &folder) { return folder.title.toCaseFolded(); }
QString sortKey(const DashboardEntry &dashboard) { return dashboard.foldedTitle; }

template<class Entry>
auto placeOf(std::vector<std::shared_ptr<const Entry>> &entries, const Entry &entry)
{
    const auto key = std::pair(sortKey(entry), entry.uid);
    return std::lower_bound(entries.begin(), entries.end(), key,
                            [](const auto &each, const auto &wanted) { return std::pair(sortKey(*each), each->uid) < wanted; });
}

template<class Entry>
void eraseFrom(std::vector<std::shared_ptr<const Entry>> &entries, const std::shared_ptr<const Entry> &entry)
{
    if (const auto place = placeOf(entries, *entry); place != entries.end() && *place == entry)
        entries.erase(place);
}

} // namespace

void OrgContent::put(FolderEntry folder)
{
    removeFolder(folder.uid);
    auto entry = std::make_shared<const FolderEntry>(std::move(folder));
    m_folderUids.insert(entry->id.value, entry->uid);
    m_foldersByTitle.insert(placeOf(m_foldersByTitle, *entry), entry);
    m_folders.insert(entry->uid, std::move(entry));
}

void OrgContent::put(DashboardEntry dashboard)
{
    removeDashboard(dashboard.uid);
    dashboard.foldedTitle = dashboard.title.toCaseFolded();
    auto entry = std::make_shared<const DashboardEntry>(std::move(dashboard));
    m_dashboardUids.insert(entry->id.value, entry->uid);
    m_dashboardsByTitle.insert(placeOf(m_dashboardsByTitle, *entry), entry);
    m_dashboards.insert(entry->uid, std::move(entry));
}

void OrgContent::removeFolder(const QString &uid)
{
    const auto entry = m_folders.take(uid);
    if (!entry)
        return;
    eraseFrom(m_foldersByTitle, entry);
    m_folderUids.remove(entry->id.value);
}

void OrgContent::removeDashboard(const QString &uid)
{
    const auto entry = m_dashboards.take(uid);
    if (!entry)
        return;
    eraseFrom(m_dashboardsByTitle, entry);
    m_dashboardUids.remove(entry->id.value);
}

const FolderEntry *OrgContent::folder(const QString &uid) const
{
    return m_folders.value(uid).get();
}

const FolderEntry *OrgContent::folder(FolderId id) const
{
    return folder(m_folderUids.value(id.value));
}

const DashboardEntry *OrgContent::dashboard(const QString &uid) const
{
    return m_dashboards.value(uid).get();
}

const DashboardEntry *OrgContent::dashboard(DashboardId id) const
{
    return dashboard(m_dashboardUids.value(id.value));
}

std::vector<const FolderEntry *> OrgContent::path(const QString &folderUid) const
{
    std::vector<const FolderEntry *> chain;
    for (const FolderEntry *each = folder(folderUid); each && chain.size() < deepestFolder; each = folder(each->parentUid))
        chain.push_back(each);
    std::reverse(chain.begin(), chain.end());
    return chain;
}

} // namespace mdash
