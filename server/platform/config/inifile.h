#pragma once

#include "base/error.h"

#include <QString>

#include <vector>

namespace mdash {

/// One `key = value` line. The section of keys before the first `[section]` is "DEFAULT".
struct IniEntry
{
    QString section;
    QString key;
    QString value;
    int line = 0;
    QStringList comments; // the comment lines right above, without their mark
};

/// Reads the ini dialect of ha-alerting §1.1: `;` and `#` begin comments, a value with one of them stands in triple
/// quotes ("""…""") or backticks. Fails with InvalidInput that names the line and what was expected.
[[nodiscard]] Result<std::vector<IniEntry>> parseIni(const QString &text);

} // namespace mdash
