#pragma once

#include <QString>

#include <optional>

namespace mdash {

/// What somebody may do with one folder or dashboard. The numbers are the API's and the database's.
enum class Right { None = 0, View = 1, Edit = 2, Admin = 4 };

/// "View", "Edit", "Admin"; empty for None.
[[nodiscard]] QString rightName(Right right);
/// The opposite of rightName(); an empty name is None.
[[nodiscard]] std::optional<Right> parseRight(QStringView name);
/// From the number 0, 1, 2 or 4.
[[nodiscard]] std::optional<Right> rightOfNumber(qint64 number);

} // namespace mdash
