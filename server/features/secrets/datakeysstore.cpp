#include "features/secrets/datakeysstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const QString columns = u"SELECT id, org_id, generation, wrapped, DBNOW - created_at FROM data_key"_s;

WrappedDataKey readKey(const Row &row)
{
    return {row.id<DataKeyId>(0), row.id<OrgId>(1), row.integer(2), row.bytes(3), Millis{row.integer(4)}};
}

} // namespace

Result<std::optional<WrappedDataKey>> DataKeysStore::currentDataKey(OrgId orgId)
{
    return m_database.selectOne(columns + u" WHERE org_id = ? ORDER BY generation DESC LIMIT 1"_s, {orgId}, readKey);
}

Result<std::optional<WrappedDataKey>> DataKeysStore::dataKey(DataKeyId id)
{
    return m_database.selectOne(columns + u" WHERE id = ?"_s, {id}, readKey);
}

Result<void> DataKeysStore::insertDataKey(OrgId orgId, qint64 generation, const QByteArray &wrapped)
{
    return m_database
        .insert(u"INSERT INTO data_key (org_id, generation, wrapped, created_at) VALUES (?, ?, ?, DBNOW)"_s, {orgId, generation, wrapped})
        .map([](qint64) {});
}

} // namespace mdash
