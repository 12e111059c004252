#include "features/serviceaccounts/apitoken.h"

#include "base/json.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/random.h"

#include <QByteArray>

namespace mdash {
namespace {

constexpr std::size_t randomLength = 32;
constexpr std::size_t signedLength = serviceAccountTokenPrefix.size() + randomLength;

std::string checksum(std::string_view text)
{
    return QByteArray::number(crc32(text), 16).rightJustified(8, '0').toStdString();
}

} // namespace

std::string newServiceAccountToken()
{
    const std::string text = std::string(serviceAccountTokenPrefix) + randomAlphanumeric(randomLength);
    return text + '_' + checksum(text);
}

bool isServiceAccountToken(std::string_view token)
{
    return token.size() == signedLength + 9 && token.starts_with(serviceAccountTokenPrefix) && token[signedLength] == '_'
        && token.substr(signedLength + 1) == checksum(token.substr(0, signedLength));
}

std::string newApiKey(const QString &name, OrgId orgId)
{
    std::string text;
    JsonWriter(text).beginObject().member("k", randomAlphanumeric(randomLength)).member("n", name).member("id", orgId.value).endObject();
    return QByteArray::fromStdString(text).toBase64().toStdString();
}

QString tokenHash(std::string_view token)
{
    return QString::fromLatin1(sha256Hex(token));
}

} // namespace mdash
