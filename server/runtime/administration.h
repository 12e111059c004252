#pragma once

#include "runtime/nodeoptions.h"

#include <QStringList>

namespace mdash {

/// `check-config`: what a start would find wrong with the settings and the files that they name, without touching the network.
[[nodiscard]] Result<void> checkConfiguration(const NodeOptions &options);

/// `migrate`: brings the schema to this release, waiting for a node that does so already.
[[nodiscard]] Result<void> migrateNow(const NodeOptions &options);
/// `migrate --dry-run`: the steps that migrateNow() would run, one line each.
[[nodiscard]] Result<QStringList> pendingSteps(const NodeOptions &options);

/// `admin reset-password`: sets the password of @p login, or of the first server administrator if it is empty, and ends
/// his sessions. Answers the login. Fails with NotFound, or InvalidInput for a password that is too short.
[[nodiscard]] Result<QString> resetPassword(const NodeOptions &options, const QString &login, const Secret &password);

} // namespace mdash
