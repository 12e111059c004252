#pragma once

#include <chrono>

class QSqlDatabase;
struct sqlite3;

namespace mdash {

using Deadline = std::chrono::steady_clock::time_point;

/// SQLite's own handle of an open @p connection; null if Qt's driver carries a SQLite that is not the one we link.
/// The functions below then do nothing.
[[nodiscard]] sqlite3 *sqliteHandleOf(QSqlDatabase &connection);

/// Makes SQLite's LOWER() know all letters of Unicode on @p connection, where it knows those of ASCII only.
void teachLower(QSqlDatabase &connection);

/// Makes statements of @p connection that still run after @p deadline fail as interrupted. The deadline is read on the
/// connection's thread whenever a statement has done some work; it must outlive the connection.
void watchDeadline(QSqlDatabase &connection, const Deadline &deadline);

} // namespace mdash
