#pragma once

#include "base/error.h"

#include <QMap>
#include <QString>

namespace mdash {

/// Replaces `$__env{NAME}` and `${NAME}` by environment variables (HOSTNAME falls back to the host's name, others to
/// nothing, and are added to @p unset), then `$__file{/path}` by the file's trimmed content. Fails with InvalidInput if a
/// file cannot be read or the provider is one we do not have.
[[nodiscard]] Result<QString> expandReferences(const QString &value, const QMap<QString, QString> &environment, QStringList *unset = nullptr);

} // namespace mdash
