#include "platform/storage/drivers/driver.h"

#include <map>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

/// Qt's driver can ask for TLS and check the authority, but not the server's name, and goes on without TLS where the server
/// has none; setUpMysql() looks whether it is there.
SetUpResult describeTls(const DatabaseOptions &options, QStringList &settings)
{
    const auto add = [&](QLatin1StringView key, const QString &value) {
        if (!value.isEmpty())
            settings += key + value;
    };
    if (options.tlsMode == "verify-full"_L1)
        return refused(u"ssl_mode verify-full is not possible with MySQL, whose Qt driver cannot check the server's name; use"
                       " verify-ca with the certificate of an authority of your own"_s);
    if (options.tlsMode == "require"_L1 || options.tlsMode == "prefer"_L1)
        add("SSL_CIPHER="_L1, u"DEFAULT"_s);
    else if (options.tlsMode == "verify-ca"_L1 && options.caCertPath.isEmpty())
        add("SSL_CAPATH="_L1, systemCaFolder);
    else if (options.tlsMode == "verify-ca"_L1)
        add("SSL_CA="_L1, options.caCertPath);
    else
        return {};
    add("SSL_CERT="_L1, options.clientCertPath);
    add("SSL_KEY="_L1, options.clientKeyPath);
    return {};
}

SetUpResult describeMysql(QSqlDatabase &connection, const DatabaseOptions &options, const HostAddress &address)
{
    QStringList settings = {u"CLIENT_FOUND_ROWS=1"_s,
                            u"MYSQL_OPT_CONNECT_TIMEOUT=%1"_s.arg(wholeSeconds(options.connectTimeout))};
    if (options.statementTimeout.count() > 0) { // a server that lets its own limit pass hangs or is cut off
        const int answerWithin = wholeSeconds(options.statementTimeout) + 5;
        settings += u"MYSQL_OPT_READ_TIMEOUT=%1;MYSQL_OPT_WRITE_TIMEOUT=%1"_s.arg(answerWithin);
    }
    if (address.isSocket()) {
        settings += "UNIX_SOCKET="_L1 + address.host;
    } else {
        // The client library takes the name localhost for its default socket.
        connection.setHostName(address.host == "localhost"_L1 ? u"127.0.0.1"_s : address.host);
        connection.setPort(address.port);
        if (const auto described = describeTls(options, settings); !described)
            return described;
    }
    connection.setConnectOptions(settings.join(u';'));
    return {};
}

/// Server variables that decide whether we may work there; absent ones depend on the server's brand and age.
SetUpResult checkMysql(const std::map<QString, QString> &variables)
{
    const auto is = [&](const QString &name, QLatin1StringView value) {
        const auto found = variables.find(name);
        return found != variables.end() && found->second == value;
    };
    if (is(u"wsrep_on"_s, "ON"_L1))
        return refused(u"it is a Galera cluster (wsrep_on), whose nodes do not share locks; use one primary"_s);
    if (is(u"group_replication_single_primary_mode"_s, "OFF"_L1))
        return refused(u"it is a multi-primary group (group_replication_single_primary_mode=OFF); use one primary"_s);
    if (is(u"read_only"_s, "ON"_L1) || is(u"super_read_only"_s, "ON"_L1) || is(u"innodb_read_only"_s, "ON"_L1))
        return tl::unexpected(ConnectFailure{SqlFailure::ReadOnly, u"it is a replica or read-only"_s});
    return {};
}

/// No variable tells it: whether time goes on within a statement.
SetUpResult checkClock(QSqlDatabase &connection)
{
    const auto rows = ask(connection, DatabaseKind::Mysql, u"SELECT SYSDATE(6) = NOW(6) FROM (SELECT SLEEP(0.001)) AS pause"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    if (!rows->empty() && rows->front().value(0) == "1"_L1)
        return refused(u"it runs with --sysdate-is-now, which makes SYSDATE() stand still; remove that option"_s);
    return {};
}

SetUpResult checkTls(QSqlDatabase &connection, const DatabaseOptions &options)
{
    const bool isDemanded = options.tlsMode == "require"_L1 || options.tlsMode.startsWith("verify"_L1);
    if (!isDemanded || connection.hostName().isEmpty()) // a UNIX socket needs none
        return {};
    const auto rows = ask(connection, DatabaseKind::Mysql, u"SHOW SESSION STATUS LIKE 'Ssl_cipher'"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty() || rows->front().value(1).isEmpty())
        return refused(u"it offers no TLS, which ssl_mode %1 demands"_s.arg(options.tlsMode));
    return {};
}

SetUpResult setUpMysql(QSqlDatabase &connection, const DatabaseOptions &options)
{
    if (const auto checked = checkTls(connection, options); !checked)
        return checked;
    const auto rows = ask(connection, DatabaseKind::Mysql,
                          u"SHOW VARIABLES WHERE Variable_name IN ('wsrep_on', 'group_replication_single_primary_mode',"
                          " 'read_only', 'super_read_only', 'innodb_read_only', 'max_statement_time',"
                          " 'max_execution_time')"_s);
    if (!rows)
        return tl::unexpected(rows.error());
    std::map<QString, QString> variables;
    for (const QStringList &row : *rows)
        variables[row.value(0)] = row.value(1);
    if (const auto checked = checkMysql(variables).and_then([&] { return checkClock(connection); }); !checked)
        return checked;
    QString settings = u"SET SESSION time_zone='+00:00', innodb_lock_wait_timeout=%1, lock_wait_timeout=30,"
                       " sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY,"
                       "PIPES_AS_CONCAT,ANSI_QUOTES,NO_BACKSLASH_ESCAPES'"_s.arg(wholeSeconds(options.lockTimeout));
    if (variables.contains(u"max_statement_time"_s)) // MariaDB: seconds, every statement
        settings += u", max_statement_time=%1"_s.arg(static_cast<double>(options.statementTimeout.count()) / 1000);
    else if (variables.contains(u"max_execution_time"_s)) // MySQL: milliseconds, SELECT only
        settings += u", max_execution_time=%1"_s.arg(options.statementTimeout.count());
    for (const QString &sql : {u"SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"_s, settings}) {
        if (const auto done = ask(connection, DatabaseKind::Mysql, sql); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

} // namespace

Driver mysqlDriver()
{
    return {"QMYSQL"_L1, "MySQL/MariaDB"_L1, 3306, describeMysql, setUpMysql};
}

} // namespace mdash
