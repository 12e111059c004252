#include "platform/storage/databaseurl.h"

#include <QUrl>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

QString decoded(QStringView text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

/// `user:password@host1,host2/name` of a server's URL, without scheme and parameters.
void readAuthority(QStringView rest, DatabaseOptions &options)
{
    // The name holds no '@', so the last one ends the password even if that has raw special characters.
    const qsizetype at = rest.lastIndexOf(u'@');
    if (at >= 0) {
        const QStringView account = rest.left(at);
        const qsizetype colon = account.indexOf(u':');
        options.user = decoded(colon < 0 ? account : account.left(colon));
        if (colon >= 0)
            options.password = Secret(decoded(account.mid(colon + 1)).toUtf8());
    }
    const QStringView place = rest.mid(at + 1);
    const qsizetype slash = place.indexOf(u'/');
    const QStringView hosts = slash < 0 ? place : place.left(slash);
    if (slash >= 0)
        options.name = decoded(place.mid(slash + 1));
    for (const QStringView host : hosts.split(u',', Qt::SkipEmptyParts)) {
        const bool isTcp = host.startsWith("tcp("_L1) && host.endsWith(u')');
        options.hosts += decoded(isTcp ? host.mid(4, host.size() - 5) : host);
    }
}

Result<void> readParameter(const QString &key, const QString &value, DatabaseOptions &options)
{
    if (key == "sslmode"_L1 || key == "tls"_L1 || key == "ssl-mode"_L1) {
        const auto mode = parseTlsMode(value);
        if (!mode)
            return tl::unexpected(mode.error());
        options.tlsMode = *mode;
    } else if (key == "sslrootcert"_L1 || key == "ssl-ca"_L1) {
        options.caCertPath = value;
    } else if (key == "sslcert"_L1 || key == "ssl-cert"_L1) {
        options.clientCertPath = value;
    } else if (key == "sslkey"_L1 || key == "ssl-key"_L1) {
        options.clientKeyPath = value;
    } else if (key == "host"_L1 || key == "socket"_L1) {
        options.hosts += value.split(u',', Qt::SkipEmptyParts);
    } else {
        return fail(ErrorCode::InvalidInput,
                    u"url: unknown parameter \"%1\", expected sslmode, sslrootcert, sslcert, sslkey or host"_s.arg(key));
    }
    return {};
}

Result<void> readParameters(QStringView text, DatabaseOptions &options)
{
    for (const QStringView part : text.split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        const QString value = equals < 0 ? QString() : decoded(part.mid(equals + 1));
        if (const auto read = readParameter(decoded(equals < 0 ? part : part.left(equals)), value, options); !read)
            return read;
    }
    return {};
}

} // namespace

Result<DatabaseKind> parseDatabaseKind(const QString &type)
{
    if (type == "sqlite3"_L1 || type == "sqlite"_L1)
        return DatabaseKind::Sqlite;
    if (type == "postgres"_L1 || type == "postgresql"_L1)
        return DatabaseKind::Postgres;
    if (type == "mysql"_L1 || type == "mariadb"_L1)
        return DatabaseKind::Mysql;
    return fail(ErrorCode::InvalidInput, u"database type \"%1\" is unknown, expected sqlite3, postgres or mysql"_s.arg(type));
}

Result<QString> parseTlsMode(const QString &mode)
{
    static const QStringList modes = {QString(), u"disable"_s, u"allow"_s, u"prefer"_s, u"require"_s, u"verify-ca"_s, u"verify-full"_s};
    if (modes.contains(mode))
        return mode;
    if (mode == "false"_L1)
        return u"disable"_s;
    if (mode == "skip-verify"_L1)
        return u"require"_s;
    if (mode == "true"_L1)
        return u"verify-ca"_s;
    return fail(ErrorCode::InvalidInput,
                u"ssl_mode \"%1\" is unknown, expected disable, allow, prefer, require, verify-ca or verify-full"_s.arg(mode));
}

Result<DatabaseOptions> parseDatabaseUrl(const QString &url)
{
    const qsizetype colon = url.indexOf("://"_L1);
    if (colon < 0)
        return fail(ErrorCode::InvalidInput, u"url: expected postgres://…, mysql://… or sqlite3:///path"_s);
    const auto kind = parseDatabaseKind(url.left(colon));
    if (!kind)
        return tl::unexpected(kind.error());
    DatabaseOptions options;
    options.kind = *kind;
    QStringView rest = QStringView(url).mid(colon + 3);
    if (*kind == DatabaseKind::Sqlite) {
        options.path = decoded(rest.left(rest.indexOf(u'?') < 0 ? rest.size() : rest.indexOf(u'?')));
        if (options.path.isEmpty())
            return fail(ErrorCode::InvalidInput, u"url: expected the path of a file after sqlite3://"_s);
        return options;
    }
    const qsizetype question = rest.indexOf(u'?', rest.lastIndexOf(u'@') + 1);
    if (question >= 0) {
        if (const auto read = readParameters(rest.mid(question + 1), options); !read)
            return tl::unexpected(read.error());
        rest = rest.left(question);
    }
    readAuthority(rest, options);
    if (options.name.isEmpty())
        return fail(ErrorCode::InvalidInput, u"url: expected the database's name after the host, as in …@host:port/name"_s);
    if (options.hosts.isEmpty())
        options.hosts = {u"127.0.0.1"_s};
    return options;
}

} // namespace mdash
