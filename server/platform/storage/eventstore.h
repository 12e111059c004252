#pragma once

#include "base/error.h"

#include <vector>

namespace mdash {

class Database;

/// A row of `cluster_event` before it is written: tells other nodes what changed.
struct ClusterEvent
{
    QString topic;   // ≤ 40 characters
    QString payload; // ≤ 4 KiB of UTF-8
};

/// Writes @p events as the last statements of the open transaction of @p database and answers the id of the last one.
/// Ids follow the order of commits without holes, since the counter row stays locked until then; publishers queue up for it.
/// On PostgreSQL it also notifies channel `md`. Fails with Internal for an event that is too long.
[[nodiscard]] Result<qint64> writeEvents(Database &database, const std::vector<ClusterEvent> &events, const QString &origin);

/// Deletes at most @p most events that are older than 1 h or beyond the last 100,000; the newest one always stays. Answers
/// how many.
Result<qint64> removeOldEvents(Database &database, qint64 most);

} // namespace mdash
