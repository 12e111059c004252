#include "features/datasources/datasourcesstore.h"

#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString select =
    u"SELECT id, uid, name, type, access, url, user_name, database_name, basic_auth, basic_auth_user, with_credentials, is_default,"
    " json_data, version, read_only FROM data_source WHERE org_id = ?"_s;

DataSource readSource(const Row &row)
{
    DataSource source;
    source.id = row.id<DataSourceId>(0);
    source.uid = row.text(1);
    source.name = row.text(2);
    source.type = row.text(3);
    source.access = row.text(4);
    source.url = row.text(5);
    source.user = row.text(6);
    source.database = row.text(7);
    source.basicAuth = row.truth(8);
    source.basicAuthUser = row.text(9);
    source.withCredentials = row.truth(10);
    source.isDefault = row.truth(11);
    source.jsonData = row.utf8(12);
    source.version = static_cast<int>(row.integer(13));
    source.isReadOnly = row.truth(14);
    return source;
}

SqlValues valuesOf(const DataSource &source)
{
    return {source.name, source.type, source.access, source.url, source.user, source.database, source.basicAuth, source.basicAuthUser,
            source.withCredentials, source.isDefault, SqlValue::text(source.jsonData), source.isReadOnly};
}

} // namespace

Result<std::vector<DataSource>> DataSourcesStore::list(OrgId orgId)
{
    return m_database.select(select + u" ORDER BY LOWER(name), id"_s, {orgId}, readSource);
}

Result<std::optional<DataSource>> DataSourcesStore::findWhere(const QString &condition, const SqlValues &values)
{
    return m_database.selectOne(select + condition, values, readSource);
}

Result<std::optional<DataSource>> DataSourcesStore::findByUid(OrgId orgId, const QString &uid)
{
    return findWhere(u" AND uid = ?"_s, {orgId, uid});
}

Result<std::optional<DataSource>> DataSourcesStore::findByName(OrgId orgId, const QString &name)
{
    return findWhere(u" AND name = ?"_s, {orgId, name});
}

Result<std::optional<DataSource>> DataSourcesStore::findById(OrgId orgId, DataSourceId id)
{
    return findWhere(u" AND id = ?"_s, {orgId, id});
}

Result<std::optional<DataSource>> DataSourcesStore::findDefault(OrgId orgId)
{
    return findWhere(u" AND is_default = 1"_s, {orgId});
}

Result<QStringList> DataSourcesStore::secretNames(DataSourceId id)
{
    return m_database.select(u"SELECT name FROM data_source_secret WHERE data_source_id = ? ORDER BY name"_s, {id},
                             [](const Row &row) { return row.text(0); })
        .map([](const std::vector<QString> &names) { return QStringList(names.begin(), names.end()); });
}

Result<QMap<QString, QByteArray>> DataSourcesStore::sealedSecrets(DataSourceId id)
{
    QMap<QString, QByteArray> secrets;
    auto done = m_database.forEach(u"SELECT name, sealed FROM data_source_secret WHERE data_source_id = ?"_s, {id},
                                   [&](const Row &row) { secrets.insert(row.text(0), row.bytes(1)); });
    if (!done)
        return tl::unexpected(done.error());
    return secrets;
}

Result<DataSourceId> DataSourcesStore::insert(OrgId orgId, const DataSource &source)
{
    SqlValues values = valuesOf(source);
    values.insert(values.end(), {orgId, source.uid});
    return m_database
        .insert(u"INSERT INTO data_source (name, type, access, url, user_name, database_name, basic_auth, basic_auth_user,"
                " with_credentials, is_default, json_data, read_only, org_id, uid, version, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, DBNOW, DBNOW)"_s, values)
        .map([](qint64 id) { return DataSourceId{id}; });
}

Result<bool> DataSourcesStore::update(OrgId orgId, const DataSource &source, int expectedVersion)
{
    SqlValues values = valuesOf(source);
    values.insert(values.end(), {orgId, source.id, expectedVersion});
    return m_database
        .execute(u"UPDATE data_source SET name = ?, type = ?, access = ?, url = ?, user_name = ?, database_name = ?, basic_auth = ?,"
                 " basic_auth_user = ?, with_credentials = ?, is_default = ?, json_data = ?, read_only = ?, version = version + 1,"
                 " updated_at = DBNOW WHERE org_id = ? AND id = ? AND version = ?"_s, values)
        .map([](qint64 rows) { return rows == 1; });
}

Result<void> DataSourcesStore::remove(OrgId orgId, DataSourceId id)
{
    return m_database.execute(u"DELETE FROM data_source_secret WHERE data_source_id = ?"_s, {id})
        .and_then([&](qint64) { return m_database.execute(u"DELETE FROM data_source WHERE org_id = ? AND id = ?"_s, {orgId, id}); })
        .map([](qint64) {});
}

Result<void> DataSourcesStore::clearDefault(OrgId orgId)
{
    return m_database.execute(u"UPDATE data_source SET is_default = 0 WHERE org_id = ? AND is_default = 1"_s, {orgId}).map([](qint64) {});
}

Result<void> DataSourcesStore::putSecret(DataSourceId id, const QString &name, const QByteArray &sealed)
{
    if (sealed.isEmpty())
        return m_database.execute(u"DELETE FROM data_source_secret WHERE data_source_id = ? AND name = ?"_s, {id, name}).map([](qint64) {});
    const QString sql = m_database.dialect().upsert(u"data_source_secret"_s, {u"data_source_id"_s, u"name"_s}, {u"sealed"_s});
    return m_database.execute(sql, {id, name, sealed}).map([](qint64) {});
}

} // namespace mdash
