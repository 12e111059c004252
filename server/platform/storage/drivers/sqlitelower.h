#pragma once

class QSqlDatabase;

namespace mdash {

/// Makes SQLite's LOWER() know all letters of Unicode on @p connection, where it knows those of ASCII only. Does nothing if Qt's
/// driver carries a SQLite of its own that is not the one we link.
void teachLower(QSqlDatabase &connection);

} // namespace mdash
