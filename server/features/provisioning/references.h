#pragma once

#include "base/error.h"

#include <QMap>
#include <QString>

namespace mdash {

/// Replaces $NAME, ${NAME} and $__env{NAME} by environment variables (nothing if unset) and $__file{/path} by the file's
/// trimmed content; `$$` is a dollar sign. Fails with InvalidInput if a file cannot be read.
[[nodiscard]] Result<QString> withReferences(const QString &text, const QMap<QString, QString> &environment);

} // namespace mdash
