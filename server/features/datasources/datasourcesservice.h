#pragma once

#include "features/datasources/datasourcesstore.h"
#include "features/queries/datasourceregistry.h"
#include "platform/crypto/secretbox.h"
#include "platform/http/principal.h"

#include <mutex>
#include <unordered_map>

namespace mdash {

/// Settings of data sources with their opened secrets, by id and version: a change makes a new version, so nothing here
/// is old. One per node; thread-safe.
class DataSourceSettingsCache
{
public:
    using Settings = DataSourceRegistry::Settings;
    [[nodiscard]] Settings find(DataSourceId id, qint64 version);
    void put(Settings settings);
    /// The database may have lost versions, whose numbers it will give again.
    void clear();

private:
    std::mutex m_mutex; // guards m_held
    std::unordered_map<DataSourceId, Settings> m_held;
};

/// Rules of data sources: http-api §4.1. One per worker. Role checks are the routes'.
/// Errors: NotFound "Data source not found", Conflict for a taken name or uid or a stale version, Forbidden for
/// provisioned ones, InvalidInput for a bad uid or URL.
class DataSourcesService final : public DataSourceRegistry
{
public:
    DataSourcesService(Database &database, DataSourcesStore &store, SecretBox &secrets, DataSourceSettingsCache &cache);

    [[nodiscard]] Result<std::vector<DataSource>> list(OrgId orgId);
    [[nodiscard]] Result<DataSource> byUid(OrgId orgId, const QString &uid);
    [[nodiscard]] Result<DataSource> byName(OrgId orgId, const QString &name);
    [[nodiscard]] Result<DataSource> byId(OrgId orgId, DataSourceId id);

    [[nodiscard]] Result<DataSource> create(OrgId orgId, DataSourceDraft draft);
    /// Everything that the draft leaves out becomes its zero value, except secrets, which stay.
    /// @p byProvisioning may change read-only ones.
    [[nodiscard]] Result<DataSource> update(OrgId orgId, const DataSource &existing, DataSourceDraft draft, bool byProvisioning = false);
    Result<void> remove(OrgId orgId, const DataSource &source, bool byProvisioning = false);

    /// With opened secrets, for queries; nullptr if there is none.
    [[nodiscard]] Result<Settings> find(OrgId orgId, const DataSourceRef &ref) override;

private:
    Result<DataSource> found(Result<std::optional<DataSource>> source);
    Result<QMap<QString, QByteArray>> seal(OrgId orgId, const QString &uid, const QMap<QString, Secret> &secrets);
    Result<Settings> open(OrgId orgId, const Result<std::optional<DataSource>> &source);
    Result<void> write(OrgId orgId, DataSource &source, const QMap<QString, QByteArray> &sealed, std::optional<int> expectedVersion);

    Database &m_database;
    DataSourcesStore &m_store;
    SecretBox &m_secrets;
    DataSourceSettingsCache &m_cache;
};

} // namespace mdash
