#pragma once

#include "platform/storage/database.h"
#include "platform/storage/migrationfiles.h"

namespace mdash {

/// A row of `schema_step`: a migration that ran, or that was begun.
struct RecordedStep
{
    int release = 0;
    int step = 0;
    QString phase;
    QString checksum;
    bool done = false;
    qint64 statements = 0; // of them are known to have run
    QString node;          // that ran it
};

/// How far the schema of the database is; a row of `schema_state`.
struct SchemaState
{
    QString clusterId; // 32 hexadecimal digits; empty before the first migration
    int expanded = 0;   // release whose expand steps all ran
    int contracted = 0; // release whose contract steps all ran; older programs must not run
};

/// The tables `schema_state` and `schema_step`.
class SchemaStore
{
public:
    explicit SchemaStore(Database &database) : m_database(database) {}

    /// False on an empty database.
    Result<bool> exists();
    Result<std::vector<RecordedStep>> steps();
    Result<SchemaState> state();
    /// Makes the identity of the cluster, unless it has one.
    Result<void> createState(const QString &clusterId);
    Result<void> setExpanded(int release);
    /// Makes @p keyCheck what the cluster remembers of its secret key, unless it remembers one.
    Result<void> claimKeyCheck(const QString &keyCheck);
    /// Records that @p node runs @p step, @p statements of which are done.
    Result<void> recordProgress(const MigrationStep &step, qint64 statements, bool done, const QString &node);
    /// Time of the last record, ms UTC; 0 if there is none.
    Result<qint64> lastChange();

private:
    Database &m_database;
};

} // namespace mdash
