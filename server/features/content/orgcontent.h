#pragma once

#include "base/id.h"
#include "features/content/titletext.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace mdash {

/// A folder or a dashboard by uid. The empty uid as a folder is General, the root.
struct ObjectRef
{
    enum class Kind { Folder = 1, Dashboard = 2 };
    Kind kind = Kind::Folder;
    QString uid;
    friend bool operator==(const ObjectRef &, const ObjectRef &) = default;
};
struct FolderEntry
{
    FolderId id;
    QString uid, parentUid, title, description;
    int version = 1;
    qint64 createdAt = 0, updatedAt = 0; // database ms
    UserId createdBy, updatedBy;
    QString slug; // of the title; in OrgContent only
};

struct DashboardEntry
{
    DashboardId id;
    QString uid, folderUid, title;
    QStringList tags; // sorted
    int version = 1;
    qint64 createdAt = 0, updatedAt = 0; // database ms
    UserId createdBy, updatedBy;
    QString foldedTitle, slug; // for finding and sorting without case, for addresses; in OrgContent only
};

/// Folders and dashboards of one organisation, as one node holds them in memory. Not thread-safe by itself:
/// ContentCatalogue guards it.
class OrgContent
{
public:
    /// Everything anew.
    void assign(std::vector<FolderEntry> folders, std::vector<DashboardEntry> dashboards);
    void put(FolderEntry folder);
    void put(DashboardEntry dashboard);
    void removeFolder(const QString &uid);
    void removeDashboard(const QString &uid);

    [[nodiscard]] const FolderEntry *folder(const QString &uid) const;
    [[nodiscard]] const FolderEntry *folder(FolderId id) const;
    [[nodiscard]] const DashboardEntry *dashboard(const QString &uid) const;
    [[nodiscard]] const DashboardEntry *dashboard(DashboardId id) const;
    /// By title without case, then uid.
    [[nodiscard]] const std::vector<std::shared_ptr<const FolderEntry>> &folders() const { return m_foldersByTitle; }
    [[nodiscard]] const std::vector<std::shared_ptr<const DashboardEntry>> &dashboards() const { return m_dashboardsByTitle; }
    /// Of dashboards(), in the same order.
    [[nodiscard]] const TitleText &dashboardTitles() const { return m_dashboardTitles; }
    /// @p folderUid and the folders around it, root first; empty for the root itself.
    [[nodiscard]] std::vector<const FolderEntry *> path(const QString &folderUid) const;

private:
    std::shared_ptr<const FolderEntry> add(FolderEntry folder);
    std::shared_ptr<const DashboardEntry> add(DashboardEntry dashboard);

    QHash<QString, std::shared_ptr<const FolderEntry>> m_folders;
    QHash<QString, std::shared_ptr<const DashboardEntry>> m_dashboards;
    QHash<qint64, QString> m_folderUids, m_dashboardUids;
    std::vector<std::shared_ptr<const FolderEntry>> m_foldersByTitle;
    std::vector<std::shared_ptr<const DashboardEntry>> m_dashboardsByTitle;
    TitleText m_dashboardTitles;
};

} // namespace mdash
