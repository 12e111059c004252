#pragma once

#include "base/secret.h"

#include <QString>
#include <QStringList>

#include <chrono>

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
    QString tlsMode; // disable, require, verify-ca, verify-full
    QString caCertPath, clientCertPath, clientKeyPath;
    std::chrono::milliseconds statementTimeout{30'000};
    std::chrono::milliseconds connectTimeout{2'000};
};

} // namespace mdash
