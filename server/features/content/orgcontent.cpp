#include "features/content/orgcontent.h"

#include "features/content/slug.h"

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

/// Where @p entry stood.
template<class Entry>
std::size_t eraseFrom(std::vector<std::shared_ptr<const Entry>> &entries, const std::shared_ptr<const Entry> &entry)
{
    const auto place = placeOf(entries, *entry);
    Q_ASSERT(place != entries.end() && *place == entry);
    return static_cast<std::size_t>(entries.erase(place) - entries.begin());
}

template<class Entry>
void sortByTitle(std::vector<std::shared_ptr<const Entry>> &entries)
{
    std::sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) {
        return std::pair(sortKey(*a), a->uid) < std::pair(sortKey(*b), b->uid);
    });
}

} // namespace

void OrgContent::assign(std::vector<FolderEntry> folders, std::vector<DashboardEntry> dashboards)
{
    *this = {};
    for (FolderEntry &folder : folders)
        m_foldersByTitle.push_back(add(std::move(folder)));
    for (DashboardEntry &dashboard : dashboards)
        m_dashboardsByTitle.push_back(add(std::move(dashboard)));
    sortByTitle(m_foldersByTitle);
    sortByTitle(m_dashboardsByTitle);
    for (const auto &dashboard : m_dashboardsByTitle)
        m_dashboardTitles.insert(m_dashboardTitles.size(), dashboard->foldedTitle);
}

std::shared_ptr<const FolderEntry> OrgContent::add(FolderEntry folder)
{
    folder.slug = slugOf(folder.title);
    auto entry = std::make_shared<const FolderEntry>(std::move(folder));
    m_folderUids.insert(entry->id.value, entry->uid);
    m_folders.insert(entry->uid, entry);
    return entry;
}

std::shared_ptr<const DashboardEntry> OrgContent::add(DashboardEntry dashboard)
{
    dashboard.foldedTitle = dashboard.title.toCaseFolded();
    dashboard.slug = slugOf(dashboard.title);
    auto entry = std::make_shared<const DashboardEntry>(std::move(dashboard));
    m_dashboardUids.insert(entry->id.value, entry->uid);
    m_dashboards.insert(entry->uid, entry);
    return entry;
}

void OrgContent::put(FolderEntry folder)
{
    removeFolder(folder.uid);
    const auto entry = add(std::move(folder));
    m_foldersByTitle.insert(placeOf(m_foldersByTitle, *entry), entry);
}

void OrgContent::put(DashboardEntry dashboard)
{
    removeDashboard(dashboard.uid);
    const auto entry = add(std::move(dashboard));
    const auto place = m_dashboardsByTitle.insert(placeOf(m_dashboardsByTitle, *entry), entry);
    m_dashboardTitles.insert(static_cast<std::size_t>(place - m_dashboardsByTitle.begin()), entry->foldedTitle);
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
    m_dashboardTitles.erase(eraseFrom(m_dashboardsByTitle, entry));
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
