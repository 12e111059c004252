#pragma once

#include "base/secret.h"
#include "platform/storage/databasegate.h"
#include "platform/storage/writerqueue.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

namespace mdash {

enum class DatabaseKind { Sqlite, Postgres, Mysql };

/// How to reach the database; made from the `[database]` section.
struct DatabaseOptions
{
    DatabaseKind kind = DatabaseKind::Sqlite;
    QString path;      // SQLite: file; ":memory:" is a private one
    QStringList hosts; // host:port or the folder of a UNIX socket; tried in order, the writable one wins
    QString name;
    QString user;
    Secret password;
    QString tlsMode; // disable, allow, prefer, require, verify-ca, verify-full; empty: as the database's driver does
    QString caCertPath, clientCertPath, clientKeyPath;
    QString origin; // "node id/incarnation": author of the events that this connection writes, shown by the database
    std::chrono::milliseconds statementTimeout{30'000}; // 0: none, as a connection that migrates wants
    std::chrono::milliseconds connectTimeout{2'000}; // for each host
    std::chrono::milliseconds lockTimeout{5'000};    // waiting for a row, a table or the SQLite file
    /// SQLite: shared by all connections that are opened with copies of these options.
    std::shared_ptr<WriterQueue> writers = std::make_shared<WriterQueue>();
    /// What a node's probe knows of the database; lost connections wait for its word. Null: each tries by itself.
    std::shared_ptr<DatabaseGate> gate;
    bool isProbe = false; // waits for nobody
    bool preparesStatements = true; // PostgreSQL; false behind a pooler that forgets them, see isPooledByTransaction()
    /// Told the id of the last event of a commit that published, on the committing thread. Must be quick.
    std::function<void(qint64)> onPublished;
};

} // namespace mdash
