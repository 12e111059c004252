#pragma once

#include <chrono>

class QSqlDatabase;

namespace mdash {

using Deadline = std::chrono::steady_clock::time_point;

// Both do nothing if Qt's driver carries a SQLite of its own that is not the one we link.

/// Makes SQLite's LOWER() know all letters of Unicode on @p connection, where it knows those of ASCII only.
void teachLower(QSqlDatabase &connection);

/// Makes statements of @p connection that still run after @p deadline fail as interrupted. The deadline is read on the
/// connection's thread whenever a statement has done some work; it must outlive the connection.
void watchDeadline(QSqlDatabase &connection, const Deadline &deadline);

} // namespace mdash
