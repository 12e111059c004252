#include "platform/storage/drivers/driver.h"


using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

/// A value of a libpq connection string.
QString quoted(QString value)
{
    return u'\'' + value.replace(u'\\', "\\\\"_L1).replace(u'\'', "\\'"_L1) + u'\'';
}

SetUpResult describePostgres(QSqlDatabase &connection, const DatabaseOptions &options, const HostAddress &address)
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
    const bool verifies = options.tlsMode.startsWith("verify"_L1);
    add("sslrootcert="_L1, verifies && options.caCertPath.isEmpty() ? QString(systemCaFile) : options.caCertPath);
    add("sslcert="_L1, options.clientCertPath);
    add("sslkey="_L1, options.clientKeyPath);
    connection.setHostName(address.host);
    connection.setPort(address.port);
    connection.setConnectOptions(settings.join(u' '));
    return {};
}

SetUpResult setUpPostgres(QSqlDatabase &connection, const DatabaseOptions &options)
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

} // namespace

Driver postgresDriver()
{
    return {"QPSQL"_L1, "PostgreSQL"_L1, 5432, describePostgres, setUpPostgres};
}

} // namespace mdash
