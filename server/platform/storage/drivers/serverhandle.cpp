#include "platform/storage/drivers/serverhandle.h"

#include <QSqlDatabase>
#include <QSqlDriver>

#include <libpq-fe.h>
#include <mysql.h>

#include <cstring>

namespace mdash {

namespace {

/// Null if the connection's driver is another one. Qt names the type by its typedef or by its struct.
template<class Handle>
Handle *handleOf(const QSqlDatabase &connection, const char *typeName, const char *structName)
{
    const QVariant handle = connection.driver()->handle();
    if (!handle.isValid() || (std::strcmp(handle.typeName(), typeName) != 0 && std::strcmp(handle.typeName(), structName) != 0))
        return nullptr;
    return *static_cast<Handle *const *>(handle.constData());
}

} // namespace

PGconn *postgresHandleOf(const QSqlDatabase &connection)
{
    return handleOf<PGconn>(connection, "PGconn*", "pg_conn*");
}

int socketOf(const QSqlDatabase &connection)
{
    if (const PGconn *postgres = postgresHandleOf(connection))
        return PQsocket(postgres);
    if (MYSQL *mysql = handleOf<MYSQL>(connection, "MYSQL*", "st_mysql*"))
        return static_cast<int>(mysql_get_socket(mysql));
    return -1;
}

bool takeNotifications(const QSqlDatabase &connection, std::vector<QByteArray> &payloads)
{
    PGconn *postgres = postgresHandleOf(connection);
    if (!postgres || PQconsumeInput(postgres) == 0)
        return false;
    while (PGnotify *notification = PQnotifies(postgres)) {
        payloads.emplace_back(notification->extra);
        PQfreemem(notification);
    }
    return true;
}

} // namespace mdash
