#pragma once

#include "platform/storage/database.h"

#include <vector>

namespace mdash {

/// An event as readers see it (cluster.md §6).
struct ReceivedEvent
{
    qint64 id = 0;
    QString topic;
    QString payload; // names what changed
    QString origin;  // node that wrote it
};

/// What one look at the log gave.
struct EventBatch
{
    std::vector<ReceivedEvent> events; // in the order of their commits, each once
    bool lostPlace = false;            // history is missing: whatever was read before may be wrong
    bool hasMore = false;
};

/// A reader's place in `cluster_event`. It begins at the newest row; what was there before is nobody's news. On the thread of its
/// database.
class EventLog
{
public:
    explicit EventLog(Database &database) : m_database(database) {}

    /// The events after those of the last call. The last one itself is read again and compared by its nonce: a database that lost its
    /// newest commits, or whose log was cut before we read it, is seen by that.
    [[nodiscard]] Result<EventBatch> read();
    /// Id of the last event that was read.
    [[nodiscard]] qint64 position() const { return m_last; }

private:
    Result<void> goToEnd();
    [[nodiscard]] Result<qint64> counter();

    Database &m_database;
    qint64 m_last = -1; // -1: not placed yet
    QString m_nonce;    // of the row m_last; empty where the log had no row
};

} // namespace mdash
