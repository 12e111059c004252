#pragma once

#include "features/datasources/datasource.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of data_source and data_source_secret.
class DataSourcesStore
{
public:
    explicit DataSourcesStore(Database &database) : m_database(database) {}

    /// By name without case; secretNames are not filled.
    [[nodiscard]] Result<std::vector<DataSource>> list(OrgId orgId);
    [[nodiscard]] Result<std::optional<DataSource>> findByUid(OrgId orgId, const QString &uid);
    [[nodiscard]] Result<std::optional<DataSource>> findByName(OrgId orgId, const QString &name);
    [[nodiscard]] Result<std::optional<DataSource>> findById(OrgId orgId, DataSourceId id);
    [[nodiscard]] Result<std::optional<DataSource>> findDefault(OrgId orgId);
    [[nodiscard]] Result<QStringList> secretNames(DataSourceId id);
    [[nodiscard]] Result<QMap<QString, QByteArray>> sealedSecrets(DataSourceId id);

    /// Fails with Conflict if uid or name is taken.
    [[nodiscard]] Result<DataSourceId> insert(OrgId orgId, const DataSource &source);
    /// Answers false if the stored version is not @p expectedVersion. Raises the version.
    [[nodiscard]] Result<bool> update(OrgId orgId, const DataSource &source, int expectedVersion);
    Result<void> remove(OrgId orgId, DataSourceId id);
    /// No data source of the organisation is the default any more.
    Result<void> clearDefault(OrgId orgId);
    /// Stores a sealed secret; empty bytes remove it.
    Result<void> putSecret(DataSourceId id, const QString &name, const QByteArray &sealed);

private:
    Result<std::optional<DataSource>> findWhere(const QString &condition, const SqlValues &values);
    Database &m_database;
};

} // namespace mdash
