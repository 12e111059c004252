#pragma once

#include "platform/storage/connection.h"
#include "platform/storage/hostaddress.h"

#include <vector>

namespace mdash {

using SetUpResult = tl::expected<void, ConnectFailure>;

/// What makes one kind of database different when a connection is opened.
struct Driver
{
    QLatin1StringView plugin;  // of Qt SQL
    QLatin1StringView product; // in sentences
    quint16 port;              // where its server listens by default
    /// Says where and how to connect; before QSqlDatabase::open().
    SetUpResult (*describe)(QSqlDatabase &connection, const DatabaseOptions &options, const HostAddress &address);
    /// Checks that we may work there, and sets the session up.
    SetUpResult (*setUp)(QSqlDatabase &connection, const DatabaseOptions &options);
};

[[nodiscard]] Driver sqliteDriver();
[[nodiscard]] Driver postgresDriver();
[[nodiscard]] Driver mysqlDriver();

/// Runs @p sql on a connection that is being set up and answers its rows as text.
[[nodiscard]] tl::expected<std::vector<QStringList>, ConnectFailure> ask(QSqlDatabase &connection, DatabaseKind kind,
                                                                         const QString &sql);

/// A problem that another attempt does not cure.
[[nodiscard]] tl::unexpected<ConnectFailure> refused(QString sentence);

/// Rounded up.
[[nodiscard]] int wholeSeconds(std::chrono::milliseconds duration);

/// Where Debian and its relatives keep the authorities that the machine trusts.
inline constexpr QLatin1StringView systemCaFile("/etc/ssl/certs/ca-certificates.crt");
inline constexpr QLatin1StringView systemCaFolder("/etc/ssl/certs");

} // namespace mdash
