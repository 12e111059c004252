#include "features/selfmetrics/selfmetricsstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Result<void> SelfMetricsStore::insert(const QString &node, std::string_view figures)
{
    const auto done = m_database.execute(u"INSERT INTO self_sample (taken_at, node, figures) VALUES (DBNOW, ?, ?)"_s,
                                         {node, SqlValue::text(figures)});
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

Result<qint64> SelfMetricsStore::removeOlderThan(Millis age, qint64 most)
{
    return m_database.execute(u"DELETE FROM self_sample WHERE taken_at IN (SELECT taken_at FROM (SELECT taken_at FROM self_sample"
                              " WHERE taken_at < SCANNOW - ? LIMIT ?) AS old)"_s,
                              {static_cast<qint64>(age.count()), most});
}

Result<std::vector<SelfMetricsStore::Sample>> SelfMetricsStore::samples(const TimeRange &range, qint64 limit)
{
    return m_database.select(u"SELECT node, taken_at, figures FROM self_sample WHERE taken_at >= ? AND taken_at <= ? ORDER BY taken_at LIMIT ?"_s,
                             {static_cast<qint64>(range.from.time_since_epoch().count()),
                              static_cast<qint64>(range.to.time_since_epoch().count()), limit},
                             [](const Row &row) { return Sample{row.utf8(0), row.integer(1), row.utf8(2)}; });
}

} // namespace mdash
