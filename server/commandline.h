#pragma once

#include "base/error.h"
#include "platform/config/settings.h"

namespace mdash {

/// What the operator asked for.
struct Command
{
    enum class Kind { Serve, CheckConfig, ConfigShow, ConfigDefaults, ConfigDocs, Migrate, ResetPassword, Version, Help };

    Kind kind = Kind::Serve;
    SettingSources sources;
    bool isDryRun = false; // migrate --dry-run
    QString login;         // admin reset-password --login; empty: the first server administrator
    QString helpText;
};

/// Reads the arguments of the program, without its name. Fails with InvalidInput that names the argument and what was
/// expected. @p environment becomes part of the sources.
[[nodiscard]] Result<Command> parseCommandLine(const QStringList &arguments, const QMap<QString, QString> &environment);

} // namespace mdash
