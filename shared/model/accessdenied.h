#pragma once

#include "base/error.h"

namespace mdash {

/// The one refusal for a caller who lacks a permission: Forbidden, with the members `title` and `accessErrorId` that
/// clients read. @p needed says what is missing: "teams:create", "any of folders:write, folders:create".
[[nodiscard]] Error accessDenied(const QString &needed);

} // namespace mdash
