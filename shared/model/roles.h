#pragma once

#include <QString>

#include <optional>

namespace mdash {

/// A member's role in an organisation. None is a member without rights of the role.
enum class OrgRole { None, Viewer, Editor, Admin };

/// "Viewer", as the HTTP API and the database write it.
[[nodiscard]] QString roleName(OrgRole role);
[[nodiscard]] std::optional<OrgRole> parseRole(QStringView name);

} // namespace mdash
