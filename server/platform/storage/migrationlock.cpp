#include "platform/storage/migrationlock.h"

#include "platform/storage/dialect.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

// MySQL's names are server-wide and of at most 64 characters, so the database's name is part of it, hashed.
constexpr auto mysqlName = "CONCAT('md_migrate_', SHA1(DATABASE()))"_L1;
constexpr qint64 postgresKey = 0x6d645f6d69677261; // "md_migra"; keys of another database do not meet it

} // namespace

Result<bool> MigrationLock::tryAcquire()
{
    QString sql;
    SqlValues values;
    switch (m_database.dialect().kind()) {
    case DatabaseKind::Sqlite: return true;
    case DatabaseKind::Postgres:
        sql = u"SELECT CASE WHEN pg_try_advisory_xact_lock(?) THEN 1 ELSE 0 END"_s;
        values = {postgresKey};
        break;
    case DatabaseKind::Mysql: sql = "SELECT GET_LOCK("_L1 + mysqlName + ", 0)"_L1; break;
    }
    return m_database.selectOne(sql, values, [](const Row &row) { return row.truth(0); })
        .map([](const std::optional<bool> &mine) { return mine.value_or(false); });
}

void MigrationLock::release()
{
    // PostgreSQL's ends with the transaction. If this fails the connection is gone, and the lock with it.
    if (m_database.dialect().kind() == DatabaseKind::Mysql)
        static_cast<void>(m_database.forEach("SELECT RELEASE_LOCK("_L1 + mysqlName + u')', {}, [](const Row &) {}));
}

Result<MigrationLock::Holder> MigrationLock::holder()
{
    QString sql;
    SqlValues values;
    switch (m_database.dialect().kind()) {
    case DatabaseKind::Sqlite: return Holder{};
    case DatabaseKind::Postgres:
        sql = u"SELECT a.application_name, a.pid, CASE WHEN a.state = 'active' THEN 1 ELSE 0 END FROM pg_locks l"
              " JOIN pg_stat_activity a ON a.pid = l.pid JOIN pg_database d ON d.oid = l.database"
              " WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()"
              " AND l.classid = ? AND l.objid = ?"_s;
        values = {postgresKey >> 32, postgresKey & 0xffffffff};
        break;
    case DatabaseKind::Mysql:
        sql = "SELECT host, id, CASE WHEN command = 'Sleep' THEN 0 ELSE 1 END FROM information_schema.processlist"
              " WHERE id = IS_USED_LOCK("_L1 + mysqlName + u')';
        break;
    }
    return m_database
        .selectOne(sql, values,
                   [](const Row &row) {
                       return Holder{u"%1, connection %2"_s.arg(row.text(0), row.text(1)), row.truth(2)};
                   })
        .map([](const std::optional<Holder> &found) { return found.value_or(Holder{}); });
}

} // namespace mdash
