#pragma once

#include "platform/storage/database.h"

namespace mdash {

/// Asks whether the database answers.
class HealthStore
{
public:
    explicit HealthStore(Database &database) : m_database(database) {}
    [[nodiscard]] Result<void> ping();

private:
    Database &m_database;
};

} // namespace mdash
