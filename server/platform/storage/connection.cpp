#include "platform/storage/connection.h"

#include "platform/storage/hostaddress.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

#include <map>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

using Outcome = tl::expected<void, ConnectFailure>;

tl::unexpected<ConnectFailure> refused(QString sentence)
{
    return tl::unexpected(ConnectFailure{SqlFailure::Refused, std::move(sentence)});
}

/// Runs @p sql and answers its rows as text.
tl::expected<std::vector<QStringList>, ConnectFailure> ask(QSqlDatabase &connection, DatabaseKind kind, const QString &sql)
{
    QSqlQuery query(connection);
    if (!query.exec(sql))
        return tl::unexpected(ConnectFailure{classify(kind, query.lastError()), driverText(query.lastError())});
    std::vector<QStringList> rows;
    const int columns = query.record().count();
    while (query.next()) {
        QStringList row;
        for (int column = 0; column < columns; ++column)
            row += query.value(column).toString();
        rows.push_back(row);
    }
    return rows;
}

int wholeSeconds(std::chrono::milliseconds duration)
{
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(duration).count());
}

Outcome setUpSqlite(QSqlDatabase &connection, const DatabaseOptions &)
{
    for (const auto &pragma : {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s, u"PRAGMA foreign_keys=ON"_s,
                               u"PRAGMA temp_store=MEMORY"_s, u"PRAGMA journal_size_limit=67108864"_s}) {
        if (const auto done = ask(connection, DatabaseKind::Sqlite, pragma); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

Outcome setUpPostgres(QSqlDatabase &connection, const DatabaseOptions &options)
{
    const auto rows = ask(connection, DatabaseKind::Postgres,
                          u"SELECT current_setting('transaction_read_only'),"
                          " set_config('default_transaction_isolation', 'read committed', false),"
                          " set_config('lock_timeout', '%1', false), set_config('statement_timeout', '%2', false),"
                          " set_config('idle_in_transaction_session_timeout', '30000', false),"
                          " set_config('client_min_messages', 'warning', false), set_config('TimeZone', 'UTC', false)"_s.arg(
                              QString::number(options.lockTimeout.count()), QString::number(options.statementTimeout.count())));
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->front().front() == "on"_L1)
        return tl::unexpected(ConnectFailure{SqlFailure::ReadOnly, u"it is a replica or read-only"_s});
    return {};
}

/// Server variables that decide whether we may work there; absent ones depend on the server's brand and age.
Outcome checkMysql(const std::map<QString, QString> &variables)
{
    const auto is = [&](const QString &name, QLatin1StringView value) {
        const auto found = variables.find(name);
        return found != variables.end() && found->second == value;
    };
    if (is(u"wsrep_on"_s, "ON"_L1))
        return refused(u"it is a Galera cluster (wsrep_on), whose nodes do not share locks; use one primary"_s);
    if (is(u"group_replication_single_primary_mode"_s, "OFF"_L1))
        return refused(u"it is a multi-primary group (group_replication_single_primary_mode=OFF); use one primary"_s);
    if (is(u"sysdate_is_now"_s, "ON"_L1))
        return refused(u"it runs with --sysdate-is-now, which makes SYSDATE() stand still; remove that option"_s);
    if (is(u"read_only"_s, "ON"_L1) || is(u"super_read_only"_s, "ON"_L1) || is(u"innodb_read_only"_s, "ON"_L1))
        return tl::unexpected(ConnectFailure{SqlFailure::ReadOnly, u"it is a replica or read-only"_s});
    return {};
}

Outcome setUpMysql(QSqlDatabase &connection, const DatabaseOptions &options)
{
    const auto rows = ask(connection, DatabaseKind::Mysql,
                          u"SHOW VARIABLES WHERE Variable_name IN ('wsrep_on', 'group_replication_single_primary_mode',"
                          " 'sysdate_is_now', 'read_only', 'super_read_only', 'innodb_read_only', 'max_statement_time',"
                          " 'max_execution_time')"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    std::map<QString, QString> variables;
    for (const QStringList &row : *rows)
        variables[row.value(0)] = row.value(1);
    if (const auto checked = checkMysql(variables); !checked)
        return checked;
    QString settings = u"SET SESSION time_zone='+00:00', innodb_lock_wait_timeout=%1, lock_wait_timeout=30,"
                       " sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY,"
                       "PIPES_AS_CONCAT,ANSI_QUOTES,NO_BACKSLASH_ESCAPES'"_s.arg(wholeSeconds(options.lockTimeout));
    if (variables.contains(u"max_statement_time"_s)) // MariaDB: seconds, every statement
        settings += u", max_statement_time=%1"_s.arg(wholeSeconds(options.statementTimeout));
    else if (variables.contains(u"max_execution_time"_s)) // MySQL: milliseconds, SELECT only
        settings += u", max_execution_time=%1"_s.arg(options.statementTimeout.count());
    for (const QString &sql : {u"SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"_s, settings}) {
        if (const auto done = ask(connection, DatabaseKind::Mysql, sql); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

void describeSqlite(QSqlDatabase &connection, const DatabaseOptions &options, const HostAddress &)
{
    connection.setDatabaseName(options.path);
    connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(options.lockTimeout.count()));
    QFile file(options.path);
    if (options.path != ":memory:"_L1 && !file.exists() && file.open(QIODevice::WriteOnly))
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner); // SQLite gives its -wal and -shm files the same
}

/// A value of a libpq connection string.
QString quoted(QString value)
{
    return u'\'' + value.replace(u'\\', "\\\\"_L1).replace(u'\'', "\\'"_L1) + u'\'';
}

void describePostgres(QSqlDatabase &connection, const DatabaseOptions &options, const HostAddress &address)
{
    QStringList settings = {u"connect_timeout=%1"_s.arg(qMax(2, wholeSeconds(options.connectTimeout))),
                            u"tcp_user_timeout=10000 keepalives=1 keepalives_idle=10 keepalives_interval=5"_s,
                            u"keepalives_count=3 gssencmode=disable"_s,
                            u"application_name="_s + quoted(u"metrics-dashboard "_s + options.origin)};
    const auto add = [&](QLatin1StringView key, const QString &value) {
        if (!value.isEmpty())
            settings += key + quoted(value);
    };
    add("sslmode="_L1, options.tlsMode);
    add("sslrootcert="_L1, options.caCertPath);
    add("sslcert="_L1, options.clientCertPath);
    add("sslkey="_L1, options.clientKeyPath);
    connection.setHostName(address.host);
    connection.setPort(address.port);
    connection.setConnectOptions(settings.join(u' '));
}

void describeMysql(QSqlDatabase &connection, const DatabaseOptions &options, const HostAddress &address)
{
    QStringList settings = {u"CLIENT_FOUND_ROWS=1"_s,
                            u"MYSQL_OPT_CONNECT_TIMEOUT=%1"_s.arg(wholeSeconds(options.connectTimeout))};
    if (options.statementTimeout.count() > 0) { // a server that lets its own limit pass hangs or is cut off
        const int answerWithin = wholeSeconds(options.statementTimeout) + 5;
        settings += u"MYSQL_OPT_READ_TIMEOUT=%1;MYSQL_OPT_WRITE_TIMEOUT=%1"_s.arg(answerWithin);
    }
    const auto add = [&](QLatin1StringView key, const QString &value) {
        if (!value.isEmpty())
            settings += key + value;
    };
    add("SSL_CA="_L1, options.caCertPath);
    add("SSL_CERT="_L1, options.clientCertPath);
    add("SSL_KEY="_L1, options.clientKeyPath);
    if (address.isSocket()) {
        settings += "UNIX_SOCKET="_L1 + address.host;
    } else {
        connection.setHostName(address.host);
        connection.setPort(address.port);
    }
    connection.setConnectOptions(settings.join(u';'));
}

/// What makes one kind of database different when a connection is opened.
struct Driver
{
    QLatin1StringView plugin;
    QLatin1StringView product;
    quint16 port;
    void (*describe)(QSqlDatabase &, const DatabaseOptions &, const HostAddress &);
    Outcome (*setUp)(QSqlDatabase &, const DatabaseOptions &);
};

Driver driverOf(DatabaseKind kind)
{
    switch (kind) {
    case DatabaseKind::Postgres: return {"QPSQL"_L1, "PostgreSQL"_L1, 5432, describePostgres, setUpPostgres};
    case DatabaseKind::Mysql: return {"QMYSQL"_L1, "MySQL/MariaDB"_L1, 3306, describeMysql, setUpMysql};
    case DatabaseKind::Sqlite: break;
    }
    return {"QSQLITE"_L1, "SQLite"_L1, 0, describeSqlite, setUpSqlite};
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
    driver.describe(connection, options, address);
    ConnectFailure problem;
    if (!connection.open()) {
        problem = {classifyConnect(options.kind, connection.lastError()), driverText(connection.lastError())};
    } else if (const auto done = driver.setUp(connection, options); !done) {
        problem = done.error();
    } else {
        return connection;
    }
    connection = {};
    QSqlDatabase::removeDatabase(name);
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
