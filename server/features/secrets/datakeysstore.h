#pragma once

#include "platform/crypto/secretbox.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of data_key.
class DataKeysStore final : public DataKeySource
{
public:
    explicit DataKeysStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<std::optional<WrappedDataKey>> currentDataKey(OrgId orgId) override;
    [[nodiscard]] Result<std::optional<WrappedDataKey>> dataKey(DataKeyId id) override;
    Result<void> insertDataKey(OrgId orgId, qint64 generation, const QByteArray &wrapped) override;

private:
    Database &m_database;
};

} // namespace mdash
