#pragma once

#include <QByteArray>
#include <QString>

#include <string>

namespace mdash {

/// @p count bytes from the operating system's cryptographic generator. Thread-safe.
[[nodiscard]] QByteArray randomBytes(qsizetype count);

/// @p length characters of [a-zA-Z0-9], each equally likely.
[[nodiscard]] std::string randomAlphanumeric(std::size_t length);

/// A new uid for anything that the API names by uid: 14 characters of [a-zA-Z0-9], 83 random bits.
[[nodiscard]] QString randomUid();

} // namespace mdash
