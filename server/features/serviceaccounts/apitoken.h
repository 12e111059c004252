#pragma once

#include "base/id.h"

#include <QString>

#include <string>
#include <string_view>

namespace mdash {

constexpr std::string_view serviceAccountTokenPrefix = "glsa_";

/// `glsa_<32 letters and digits>_<crc32 of what stands before, 8 hexadecimal digits>`: 190 random bits.
[[nodiscard]] std::string newServiceAccountToken();
/// Whether shape and checksum are right.
[[nodiscard]] bool isServiceAccountToken(std::string_view token);

/// A legacy API key: base64 of `{"k":<32 letters and digits>,"n":<name>,"id":<organisation>}`.
[[nodiscard]] std::string newApiKey(const QString &name, OrgId orgId);

/// What the table holds in place of a token: SHA-256 of the whole, 64 hexadecimal digits.
[[nodiscard]] QString tokenHash(std::string_view token);

} // namespace mdash
