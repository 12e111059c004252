#pragma once

#include "platform/storage/database.h"

namespace mdash {

/// The row of provisioning_state.
class ProvisioningStore
{
public:
    explicit ProvisioningStore(Database &database) : m_database(database) {}

    /// The set of files that was applied last.
    struct Applied
    {
        QString hash; // of the files; empty if none was
        bool hasDeleted = false; // also what they no longer name
    };
    [[nodiscard]] Result<Applied> applied();
    /// Inside a transaction that the caller guards.
    Result<void> record(const Applied &applied);

private:
    Database &m_database;
};

} // namespace mdash
