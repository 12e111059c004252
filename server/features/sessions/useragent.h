#pragma once

#include <QString>

namespace mdash {

/// What a User-Agent header tells, as session lists show it; "Other" and empty versions where it tells nothing.
struct UserAgent
{
    QString device, os, osVersion, browser, browserVersion;
};

[[nodiscard]] UserAgent parseUserAgent(const QString &header);

} // namespace mdash
