#pragma once

#include "base/secret.h"

#include <QByteArray>

#include <memory>
#include <string>

struct evp_mac_ctx_st;

namespace mdash {

/// 32 bytes.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes);
/// 64 lower-case hexadecimal digits.
[[nodiscard]] QByteArray sha256Hex(QByteArrayView bytes);
/// 32 lower-case hexadecimal digits; for avatar addresses only, it protects nothing.
[[nodiscard]] QByteArray md5Hex(QByteArrayView bytes);
/// The checksum of zip and PNG.
[[nodiscard]] quint32 crc32(QByteArrayView bytes);
/// base64url without padding.
[[nodiscard]] std::string base64Url(QByteArrayView bytes);
/// Takes the same time wherever the texts differ; only a different length shows.
[[nodiscard]] bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

/// A 256-bit key for the purpose @p info, derived from @p master by HKDF-SHA256 without salt.
[[nodiscard]] Secret deriveKey(const Secret &master, QByteArrayView info);

/// A key that signs with HMAC-SHA256. Immutable, thread-safe.
class HmacKey
{
public:
    explicit HmacKey(const Secret &key);
    HmacKey(HmacKey &&) noexcept = default;
    HmacKey &operator=(HmacKey &&) noexcept = default;
    /// 32 bytes.
    [[nodiscard]] QByteArray sign(QByteArrayView message) const;

private:
    struct Free
    {
        void operator()(evp_mac_ctx_st *context) const;
    };
    std::unique_ptr<evp_mac_ctx_st, Free> m_keyed; // copied for each signature, so the key is set up once
};

} // namespace mdash
