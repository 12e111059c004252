#pragma once

#include "base/error.h"
#include "platform/storage/databaseoptions.h"

class QSqlError;

namespace mdash {

/// Why a statement or a connection failed, from the codes of the three databases.
enum class SqlFailure {
    None,
    Conflict,       // a unique index is violated
    Transient,      // serialisation failure, deadlock, busy file: a new attempt of the transaction may succeed
    ConnectionLost, // the connection is of no use any more
    ReadOnly,       // the server became a replica: the connection is of no use any more
    Timeout,        // the statement was cancelled after its time
    Full,           // no space, no connections, no memory at the database
    Refused,        // password, database name or rights are wrong: trying again does not help
    StalePlan,      // the prepared statement does not fit the table any more, or is unknown
    Mistake,        // everything else: the SQL is wrong
};

[[nodiscard]] SqlFailure classify(DatabaseKind kind, const QSqlError &error);

/// The error for whoever asked. What the database said goes to the log only, since it may quote values.
[[nodiscard]] Error toError(SqlFailure failure);

/// messageId of what no waiting heals: see SqlFailure::Refused.
inline const QString databaseRefused = QStringLiteral("database.refused");

/// What the database said, in one line.
[[nodiscard]] QString driverText(const QSqlError &error);

} // namespace mdash
