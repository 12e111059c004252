#pragma once

#include <QString>

namespace mdash {

/// From now on the log has one line a message: time, level, category, text; and nothing less important than @p level, which is
/// debug, info, warn or error.
void setUpLog(const QString &level);

} // namespace mdash
