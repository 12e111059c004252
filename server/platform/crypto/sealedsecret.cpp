#include "platform/crypto/sealedsecret.h"

#include "platform/crypto/random.h"

#include <QtEndian>

#include <openssl/evp.h>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr char version = 1;
constexpr qsizetype keyIdLength = 8;
constexpr qsizetype nonceLength = 12;
constexpr qsizetype tagLength = 16;
constexpr qsizetype headLength = 1 + keyIdLength + nonceLength;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char *unsignedData(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

/// Version and place, each part with its length, so that no two places give the same bytes.
QByteArray authenticatedData(const SecretPlace &place)
{
    QByteArray data(1, version);
    for (const QByteArray &part : {QByteArray::number(place.orgId.value), place.table.toUtf8(), place.rowUid.toUtf8(), place.field.toUtf8()})
        data += QByteArray::number(part.size()) + ':' + part;
    return data;
}

tl::unexpected<Error> unreadable(const SecretPlace &place)
{
    return fail(ErrorCode::Internal, u"the secret %1 of %2 %3 cannot be decrypted: wrong secret_key or changed data"_s
                                         .arg(place.field, place.table, place.rowUid));
}

} // namespace

QByteArray sealSecret(const Secret &key, DataKeyId keyId, const SecretPlace &place, const Secret &plaintext)
{
    QByteArray sealed(1, version);
    char id[keyIdLength];
    qToBigEndian(keyId.value, id);
    sealed.append(id, keyIdLength);
    const QByteArray nonce = randomBytes(nonceLength);
    sealed += nonce;
    const qsizetype textLength = plaintext.reveal().size();
    sealed.resize(headLength + textLength + tagLength);
    auto *out = reinterpret_cast<unsigned char *>(sealed.data()) + headLength;

    const QByteArray aad = authenticatedData(place);
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int written = 0;
    const bool done = EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, unsignedData(key.reveal()), unsignedData(nonce)) == 1
        && EVP_EncryptUpdate(cipher.get(), nullptr, &written, unsignedData(aad), static_cast<int>(aad.size())) == 1
        && EVP_EncryptUpdate(cipher.get(), out, &written, unsignedData(plaintext.reveal()), static_cast<int>(textLength)) == 1
        && EVP_EncryptFinal_ex(cipher.get(), out + textLength, &written) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagLength, out + textLength) == 1;
    if (!done)
        qFatal("libcrypto refused to encrypt");
    return sealed;
}

Result<DataKeyId> dataKeyOf(const QByteArray &sealed)
{
    if (sealed.size() < headLength + tagLength || sealed.front() != version)
        return fail(ErrorCode::Internal, u"a stored secret has an unknown format"_s);
    return DataKeyId{qFromBigEndian<qint64>(sealed.constData() + 1)};
}

Result<Secret> openSecret(const Secret &key, const SecretPlace &place, const QByteArray &sealed)
{
    if (const auto keyId = dataKeyOf(sealed); !keyId)
        return tl::unexpected(keyId.error());
    const qsizetype textLength = sealed.size() - headLength - tagLength;
    const unsigned char *bytes = unsignedData(sealed);
    QByteArray tag = sealed.right(tagLength);
    QByteArray text(textLength, Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(text.data());

    const QByteArray aad = authenticatedData(place);
    const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int written = 0;
    const bool opened = EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, unsignedData(key.reveal()), bytes + 1 + keyIdLength) == 1
        && EVP_DecryptUpdate(cipher.get(), nullptr, &written, unsignedData(aad), static_cast<int>(aad.size())) == 1
        && EVP_DecryptUpdate(cipher.get(), out, &written, bytes + headLength, static_cast<int>(textLength)) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagLength, tag.data()) == 1
        && EVP_DecryptFinal_ex(cipher.get(), out + textLength, &written) == 1;
    if (!opened)
        return unreadable(place);
    return Secret(std::move(text));
}

} // namespace mdash
