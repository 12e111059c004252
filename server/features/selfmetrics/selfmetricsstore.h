#pragma once

#include "base/timerange.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of self_sample: one for each node and sample.
class SelfMetricsStore
{
public:
    explicit SelfMetricsStore(Database &database) : m_database(database) {}

    /// Stamped with the database's time.
    Result<void> insert(const QString &node, std::string_view figures);
    /// Removes what is older than @p age, about @p most rows at a time. Answers how many.
    Result<qint64> removeOlderThan(Millis age, qint64 most);

    struct Sample
    {
        std::string node;
        qint64 at = 0; // ms
        std::string figures;
    };
    /// By time. At most @p limit of them.
    [[nodiscard]] Result<std::vector<Sample>> samples(const TimeRange &range, qint64 limit);

private:
    Database &m_database;
};

} // namespace mdash
