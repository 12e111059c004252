#pragma once

#include <QByteArray>

#include <vector>

class QSqlDatabase;
typedef struct pg_conn PGconn;

namespace mdash {

// What Qt's drivers of PostgreSQL and MySQL do not offer, from the client libraries beneath them.

/// Null if the connection's driver is another one.
[[nodiscard]] PGconn *postgresHandleOf(const QSqlDatabase &connection);

/// Descriptor of the connection's socket; -1 if it has none, as SQLite.
[[nodiscard]] int socketOf(const QSqlDatabase &connection);

/// What the notifications that came since the last call carry. False if the connection is broken, or is not one of PostgreSQL.
[[nodiscard]] bool takeNotifications(const QSqlDatabase &connection, std::vector<QByteArray> &payloads);

} // namespace mdash
