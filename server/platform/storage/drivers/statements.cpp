#include "platform/storage/drivers/statements.h"

#include "platform/storage/drivers/postgresstatement.h"
#include "platform/storage/drivers/qtstatement.h"
#include "platform/storage/drivers/serverhandle.h"
#include "platform/storage/drivers/sqlitehandle.h"
#include "platform/storage/drivers/sqlitestatement.h"

namespace mdash {

std::function<std::shared_ptr<Statement>()> statementsOf(const DatabaseOptions &options, QSqlDatabase &connection)
{
    if (options.kind == DatabaseKind::Sqlite) {
        if (sqlite3 *sqlite = sqliteHandleOf(connection))
            return [sqlite] { return std::make_shared<SqliteStatement>(sqlite); };
    } else if (options.kind == DatabaseKind::Postgres) {
        if (PGconn *postgres = postgresHandleOf(connection))
            return [postgres, isPrepared = options.preparesStatements] { return std::make_shared<PostgresStatement>(postgres, isPrepared); };
    }
    return [connection] { return std::make_shared<QtStatement>(connection); };
}

} // namespace mdash
