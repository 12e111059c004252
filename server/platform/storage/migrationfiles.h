#pragma once

#include "base/error.h"

#include <QStringList>

#include <vector>

namespace mdash {

/// One migration file.
struct MigrationStep
{
    int release = 0;
    int step = 0;
    QString phase; // expand, backfill or contract
    QString name;
    QString checksum; // SHA-256 of the file's bytes, hexadecimal
    QStringList statements; // without comments and semicolons, tokens not expanded

    [[nodiscard]] QString fileName() const;
};

/// Reads `<release>_<step>_<name>.<phase>.sql` from @p folder, ordered by release and step. Statements end with a semicolon. Fails with Internal for a name of another form, or for a step number that is used twice.
[[nodiscard]] Result<std::vector<MigrationStep>> readMigrations(const QString &folder);

} // namespace mdash
