#pragma once

#include "base/error.h"
#include "platform/storage/databaseoptions.h"
#include "platform/storage/sqlfailure.h"

#include <QSqlDatabase>

namespace mdash {

/// Why no connection could be made. The sentence names the database and is for operators.
struct ConnectFailure
{
    SqlFailure failure = SqlFailure::ConnectionLost;
    QString sentence;
};

/// Opens the Qt SQL connection @p name to the first host that accepts writes, set up as cluster.md §1 asks. Call on the
/// thread that will use it. On failure no connection of that name is left behind.
[[nodiscard]] tl::expected<QSqlDatabase, ConnectFailure> openConnection(const DatabaseOptions &options, const QString &name);

} // namespace mdash
