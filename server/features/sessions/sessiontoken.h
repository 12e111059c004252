#pragma once

#include "platform/crypto/digest.h"

#include <optional>
#include <string>
#include <string_view>

namespace mdash {

/// What a session cookie says: `sid "." base36(n) "." mac`. Whoever holds one and the key can derive the next.
struct SessionToken
{
    std::string sid; // 128 random bits in lower-case base32, 26 characters
    qint64 n = 0;    // counts the rotations
};

/// Makes and checks session tokens. Immutable, thread-safe; one per node.
class SessionTokens
{
public:
    /// @p secretKey is `[security] secret_key`. During a change of keys tokens of @p previousNumber are accepted too.
    explicit SessionTokens(const Secret &secretKey, int keyNumber = 1, std::optional<int> previousNumber = std::nullopt);

    [[nodiscard]] static std::string newSid();
    /// What the table holds in place of the sid: 64 hexadecimal digits.
    [[nodiscard]] static QString hashOf(std::string_view sid);

    [[nodiscard]] std::string write(std::string_view sid, qint64 n) const;
    /// Nothing unless shape and signature are right.
    [[nodiscard]] std::optional<SessionToken> read(std::string_view token) const;

private:
    HmacKey m_key;
    std::optional<HmacKey> m_previous;
};

} // namespace mdash
