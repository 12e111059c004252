#pragma once

#include "features/administration/statistics.h"
#include "platform/storage/database.h"

namespace mdash {

/// Counts what the tables hold. Reads them whole: some milliseconds for ten thousand dashboards.
class StatisticsStore
{
public:
    explicit StatisticsStore(Database &database) : m_database(database) {}
    [[nodiscard]] Result<Statistics> count();

private:
    [[nodiscard]] Result<void> countTables(Statistics &all);
    [[nodiscard]] Result<void> countTags(Statistics &all);
    [[nodiscard]] Result<void> countPeople(Statistics &all);
    [[nodiscard]] Result<void> countDataSources(Statistics &all);

    Database &m_database;
};

} // namespace mdash
