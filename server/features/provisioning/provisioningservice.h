#pragma once

#include "features/dashboards/dashboardsservice.h"
#include "features/datasources/datasourcesservice.h"
#include "features/folders/foldersservice.h"
#include "features/provisioning/provisioningfiles.h"

namespace mdash {

/// Brings what the provisioning files say into the database; ProvisioningTurn says when. One per worker. Applying the same
/// files again writes nothing; a file that cannot be read or saved is reported and the others are applied.
class ProvisioningService
{
public:
    ProvisioningService(DataSourcesService &sources, DashboardsService &dashboards, DashboardsStore &dashboardsStore,
                        FoldersService &folders, FoldersStore &foldersStore, QString root, QMap<QString, QString> environment);

    /// See hashOfFiles().
    [[nodiscard]] Result<QString> filesHash() const { return hashOfFiles(m_root, m_environment); }

    struct Rules
    {
        bool mayDelete = true;                                   // what no file names any more
        std::function<bool()> goesOn = [] { return true; };      // false: stop before the next file
    };
    /// True if all of it was applied. Fails only if a file cannot be understood; that is then for the operator to mend.
    Result<bool> applyDataSources();
    Result<bool> applyDashboards(const Rules &rules);

private:
    struct File;
    Result<void> applySource(const ProvisionedSource &source);
    Result<bool> applyProvider(const DashboardProvider &provider, const Rules &rules);
    Result<bool> applyFiles(const DashboardProvider &provider, const Rules &rules);
    Result<void> deleteUnnamed(const DashboardProvider &provider);
    Result<File> readFile(const DashboardProvider &provider, const QString &path);
    Result<void> applyFile(const DashboardProvider &provider, const File &file, const std::vector<DashboardsStore::Provisioned> &known);
    Result<QString> folderFor(const DashboardProvider &provider, const File &file);
    Result<QString> folderNamed(OrgId orgId, const QString &title, const QString &uid);

    DataSourcesService &m_sources;
    DashboardsService &m_dashboards;
    DashboardsStore &m_dashboardsStore;
    FoldersService &m_folders;
    FoldersStore &m_foldersStore;
    QString m_root;
    QMap<QString, QString> m_environment;
};

} // namespace mdash
