#include "features/provisioning/provisioningstore.h"

#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<ProvisioningStore::Applied> ProvisioningStore::applied()
{
    return m_database
        .selectOne(u"SELECT files_hash, has_deleted FROM provisioning_state WHERE one = 1"_s, {},
                   [](const Row &row) { return Applied{row.text(0), row.truth(1)}; })
        .map([](const std::optional<Applied> &row) { return row.value_or(Applied{}); });
}

Result<void> ProvisioningStore::record(const Applied &applied)
{
    static const QStringList columns{u"files_hash"_s, u"has_deleted"_s, u"applied_at"_s};
    return m_database.execute(m_database.dialect().upsert(u"provisioning_state"_s, {u"one"_s}, columns), {1, applied.hash, applied.hasDeleted, 0})
        .and_then([&](qint64) { return m_database.execute(u"UPDATE provisioning_state SET applied_at = DBNOW WHERE one = 1"_s); })
        .map([](qint64) {});
}

} // namespace mdash
