#include "platform/crypto/digest.h"

#include <QCryptographicHash>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/sha.h>

namespace mdash {
namespace {

const unsigned char *unsignedData(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *unsignedData(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

/// Library calls that fail only when memory is out or the library is not there.
void require(bool succeeded)
{
    if (!succeeded)
        qFatal("libcrypto refused a digest");
}

} // namespace

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray digest(SHA256_DIGEST_LENGTH, Qt::Uninitialized);
    SHA256(unsignedData(bytes), static_cast<std::size_t>(bytes.size()), unsignedData(digest));
    return digest;
}

QByteArray sha256Hex(QByteArrayView bytes)
{
    return sha256(bytes).toHex();
}

QByteArray md5Hex(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Md5).toHex();
}

quint32 crc32(QByteArrayView bytes)
{
    quint32 crc = 0xffffffffu;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (0xedb88320u & (0u - (crc & 1u)));
    }
    return ~crc;
}

std::string base64Url(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString();
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size())) == 0;
}

Secret deriveKey(const Secret &master, QByteArrayView info)
{
    const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr), &EVP_KDF_free);
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(kdf.get()), &EVP_KDF_CTX_free);
    char digestName[] = "SHA256";
    QByteArray key = master.reveal();
    QByteArray purpose = info.toByteArray();
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digestName, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key.data(), static_cast<std::size_t>(key.size())),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, purpose.data(), static_cast<std::size_t>(purpose.size())),
        OSSL_PARAM_construct_end(),
    };
    QByteArray derived(32, Qt::Uninitialized);
    require(EVP_KDF_derive(context.get(), unsignedData(derived), 32, parameters) == 1);
    OPENSSL_cleanse(key.data(), static_cast<std::size_t>(key.size()));
    return Secret(std::move(derived));
}

void HmacKey::Free::operator()(evp_mac_ctx_st *context) const
{
    EVP_MAC_CTX_free(context);
}

HmacKey::HmacKey(const Secret &key)
{
    const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free);
    m_keyed.reset(EVP_MAC_CTX_new(mac.get()));
    char digestName[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digestName, 0),
                                     OSSL_PARAM_construct_end()};
    const QByteArray &bytes = key.reveal();
    require(EVP_MAC_init(m_keyed.get(), unsignedData(QByteArrayView(bytes)), static_cast<std::size_t>(bytes.size()), parameters) == 1);
}

QByteArray HmacKey::sign(QByteArrayView message) const
{
    const std::unique_ptr<EVP_MAC_CTX, Free> context(EVP_MAC_CTX_dup(m_keyed.get()));
    QByteArray signature(32, Qt::Uninitialized);
    std::size_t length = 0;
    require(EVP_MAC_update(context.get(), unsignedData(message), static_cast<std::size_t>(message.size())) == 1);
    require(EVP_MAC_final(context.get(), unsignedData(signature), &length, 32) == 1);
    return signature;
}

} // namespace mdash
