#include "platform/storage/drivers/driver.h"
#include "platform/storage/drivers/sqlitehandle.h"

#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

SetUpResult describeSqlite(QSqlDatabase &connection, const DatabaseOptions &options, const HostAddress &)
{
    connection.setDatabaseName(options.path);
    connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(options.lockTimeout.count()));
    QFile file(options.path);
    if (options.path != ":memory:"_L1 && !file.exists() && file.open(QIODevice::WriteOnly))
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // SQLite gives its -wal and -shm files the same
    return {};
}

SetUpResult setUpSqlite(QSqlDatabase &connection, const DatabaseOptions &)
{
    for (const auto &pragma : {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s, u"PRAGMA foreign_keys=ON"_s,
                               u"PRAGMA temp_store=MEMORY"_s, u"PRAGMA journal_size_limit=67108864"_s}) {
        if (const auto done = ask(connection, DatabaseKind::Sqlite, pragma); !done)
            return tl::unexpected(done.error());
    }
    teachLower(connection);
    return {};
}

} // namespace

Driver sqliteDriver()
{
    return {"QSQLITE"_L1, "SQLite"_L1, 0, describeSqlite, setUpSqlite};
}

} // namespace mdash
