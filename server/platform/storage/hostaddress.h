#pragma once

#include <QString>

namespace mdash {

/// Where a database server listens: a host name or address with a port, or the path of a UNIX socket (its folder for
/// PostgreSQL).
struct HostAddress
{
    QString host;
    quint16 port = 0;

    [[nodiscard]] bool isSocket() const { return host.startsWith(u'/'); }
    [[nodiscard]] QString toString() const;
    /// Reads `host`, `host:port`, `[::1]:port`, `/path`; a port that is no number is taken as part of the name.
    [[nodiscard]] static HostAddress parse(const QString &text, quint16 defaultPort);
};

} // namespace mdash
