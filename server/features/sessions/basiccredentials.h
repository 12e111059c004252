#pragma once

#include "base/secret.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>

namespace mdash {

/// What an Authorization header says.
struct BasicCredentials
{
    QString user;
    Secret password;
};

/// Of `Basic …`; nothing if it cannot be decoded.
[[nodiscard]] std::optional<BasicCredentials> parseBasic(std::string_view authorization);
/// Of `Bearer …`; nothing for another scheme.
[[nodiscard]] std::optional<std::string_view> parseBearer(std::string_view authorization);
[[nodiscard]] bool isBasic(std::string_view authorization);

/// Whether @p token can be a token of ours: spares the database what nobody made.
[[nodiscard]] bool looksLikeToken(std::string_view token);

} // namespace mdash
