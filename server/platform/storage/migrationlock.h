#pragma once

#include "platform/storage/database.h"

namespace mdash {

/// Keeps two nodes from migrating one database at once: the database's own lock, which ends with the connection that has it.
/// PostgreSQL: an advisory lock of the present transaction, taken anew for each step. MySQL: GET_LOCK for the connection.
/// SQLite: nothing to do, its transactions exclude each other.
class MigrationLock
{
public:
    explicit MigrationLock(Database &database) : m_database(database) {}

    /// True if this connection has the lock now. Does not wait.
    Result<bool> tryAcquire();
    void release();
    /// Who has it, as a sentence's subject ("node-a, connection 17"), and whether it is at work. Empty if nobody is seen.
    struct Holder
    {
        QString name;
        bool active = false;
    };
    Result<Holder> holder();

private:
    Database &m_database;
};

} // namespace mdash
