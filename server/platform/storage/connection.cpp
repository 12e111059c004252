#include "platform/storage/connection.h"

#include "platform/storage/drivers/driver.h"

#include <QRegularExpression>
#include <QSqlError>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

Driver driverOf(DatabaseKind kind)
{
    switch (kind) {
    case DatabaseKind::Postgres: return postgresDriver();
    case DatabaseKind::Mysql: return mysqlDriver();
    case DatabaseKind::Sqlite: break;
    }
    return sqliteDriver();
}

SqlFailure classifyConnect(DatabaseKind kind, const QSqlError &error)
{
    // libpq gives no code when a connection fails; the server's own refusals begin with FATAL.
    const QString text = error.databaseText();
    if (kind == DatabaseKind::Postgres && text.contains("FATAL:"_L1) && !text.contains("starting up"_L1)
        && !text.contains("shutting down"_L1) && !text.contains("recovery"_L1) && !text.contains("too many"_L1)
        && !text.contains("remaining connection slots"_L1))
        return SqlFailure::Refused;
    const SqlFailure failure = classify(kind, error);
    return failure == SqlFailure::Mistake ? SqlFailure::ConnectionLost : failure;
}

tl::expected<QSqlDatabase, ConnectFailure> openHost(const DatabaseOptions &options, const QString &name,
                                                    const HostAddress &address)
{
    const Driver driver = driverOf(options.kind);
    QSqlDatabase connection = QSqlDatabase::addDatabase(driver.plugin, name);
    connection.setDatabaseName(options.name);
    connection.setUserName(options.user);
    connection.setPassword(QString::fromUtf8(options.password.reveal()));
    ConnectFailure problem;
    if (const auto described = driver.describe(connection, options, address); !described) {
        problem = described.error();
    } else if (!connection.open()) {
        problem = {classifyConnect(options.kind, connection.lastError()), driverText(connection.lastError())};
    } else if (const auto done = driver.setUp(connection, options); !done) {
        problem = done.error();
    } else {
        return connection;
    }
    connection = {};
    QSqlDatabase::removeDatabase(name);
    static const QRegularExpression again(u"^connection to server at .*? failed: (FATAL: )?"_s); // libpq names the place, too
    problem.sentence.remove(again);
    const QString where = options.kind == DatabaseKind::Sqlite ? options.path : address.toString();
    problem.sentence = u"%1 at %2 cannot be used: %3"_s.arg(driver.product, where, problem.sentence);
    return tl::unexpected(problem);
}

} // namespace

tl::expected<QSqlDatabase, ConnectFailure> openConnection(const DatabaseOptions &options, const QString &name)
{
    if (options.kind == DatabaseKind::Sqlite)
        return openHost(options, name, {});
    ConnectFailure problem{SqlFailure::Refused, u"no database host is configured"_s};
    QStringList sentences;
    for (const QString &text : options.hosts) {
        auto connection = openHost(options, name, HostAddress::parse(text, driverOf(options.kind).port));
        if (connection)
            return connection;
        // A host that may come back, or be made the primary, is worth another attempt, whatever the others say.
        if (sentences.isEmpty() || problem.failure == SqlFailure::Refused)
            problem.failure = connection.error().failure;
        sentences += connection.error().sentence;
    }
    if (!sentences.isEmpty())
        problem.sentence = sentences.join("; "_L1);
    return tl::unexpected(problem);
}

} // namespace mdash
