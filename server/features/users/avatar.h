#pragma once

#include "platform/crypto/digest.h"

#include <QString>

#include <string>

namespace mdash {

/// `/avatar/<md5 of the e-mail address>`; who has none gets the address `<fallback>@localhost`.
[[nodiscard]] inline std::string avatarPath(const QString &email, const QString &fallback)
{
    const QString address = email.isEmpty() ? fallback + QStringLiteral("@localhost") : email;
    return "/avatar/" + md5Hex(address.trimmed().toLower().toUtf8()).toStdString();
}

} // namespace mdash
