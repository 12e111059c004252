#pragma once

#include "features/datasources/datasource.h"

#include "base/error.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <vector>

namespace mdash {

/// A data source as a provisioning file declares it.
struct ProvisionedSource
{
    OrgId orgId{1};
    DataSourceDraft draft;
};

struct DeletedSource
{
    OrgId orgId{1};
    QString name;
};

/// datasources/*.yaml
struct DataSourcesFile
{
    QString path;
    std::vector<DeletedSource> deleted;
    std::vector<ProvisionedSource> sources;
};

/// One provider of dashboards/*.yaml: a folder of dashboard files.
struct DashboardProvider
{
    QString name;
    OrgId orgId{1};
    QString folder, folderUid; // where the dashboards go; both empty: General
    QString path;              // of the folder with JSON files, absolute
    bool disablesDeletion = false;
    bool allowsUiUpdates = false;
    bool hasFoldersFromFiles = false; // sub-folders of the path become folders
    std::chrono::seconds interval{10};
};

/// Read every YAML file of `<root>/datasources` and `<root>/dashboards`. Values may hold $NAME, ${NAME}, $__env{NAME} and
/// $__file{/path}; `$$` is a dollar sign. Relative paths of providers count from the file's folder.
/// Fails with InvalidInput that names the file, the field and what was expected. A missing folder is no failure.
[[nodiscard]] Result<std::vector<DataSourcesFile>> readDataSourceFiles(const QString &root, const QMap<QString, QString> &environment);
[[nodiscard]] Result<std::vector<DashboardProvider>> readDashboardProviders(const QString &root, const QMap<QString, QString> &environment);

/// The dashboard files of a provider, sorted; relative to its path, so that they are called alike on all nodes.
[[nodiscard]] QStringList dashboardFilesOf(const DashboardProvider &provider);
/// SHA-256 over the paths and bytes of all files that provisioning reads, 64 hexadecimal digits: equal on nodes with equal files,
/// wherever their folders lie.
[[nodiscard]] Result<QString> hashOfFiles(const QString &root, const QMap<QString, QString> &environment);

} // namespace mdash
