#pragma once

#include "base/error.h"
#include "platform/storage/databaseoptions.h"

namespace mdash {

/// Reads `[database] url`: `postgres://user:p%40ss@host:5432,host2/name?sslmode=verify-full&sslrootcert=/ca.pem`,
/// `mysql://user:pw@host:3306/name?tls=true`, `sqlite3:///path/to/file`. A UNIX socket stands in the parameter `host`.
/// User, password, name and parameters are percent-encoded where they hold characters with a meaning; a password with `@`,
/// `/` or `:` is understood without, too: the last `@` before the path ends it.
/// Fails with InvalidInput that says what was expected and never quotes the password.
[[nodiscard]] Result<DatabaseOptions> parseDatabaseUrl(const QString &url);

/// The kind for `[database] type`: sqlite3, postgres, mysql.
[[nodiscard]] Result<DatabaseKind> parseDatabaseKind(const QString &type);

/// The mode for `[database] ssl_mode`: disable, allow, prefer, require, verify-ca, verify-full; for MySQL also true (verify-ca),
/// skip-verify (require), false (disable).
[[nodiscard]] Result<QString> parseTlsMode(const QString &mode);

} // namespace mdash
