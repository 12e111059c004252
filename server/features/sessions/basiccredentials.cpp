#include "features/sessions/basiccredentials.h"

#include "features/serviceaccounts/apitoken.h"

#include <QByteArray>

#include <algorithm>

namespace mdash {
namespace {

bool hasScheme(std::string_view authorization, std::string_view scheme)
{
    return authorization.size() > scheme.size() && authorization[scheme.size()] == ' '
        && std::ranges::equal(authorization.substr(0, scheme.size()), scheme, [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

std::string_view afterScheme(std::string_view authorization, std::string_view scheme)
{
    authorization.remove_prefix(scheme.size());
    while (authorization.starts_with(' '))
        authorization.remove_prefix(1);
    return authorization;
}

} // namespace

bool isBasic(std::string_view authorization)
{
    return hasScheme(authorization, "Basic");
}

std::optional<BasicCredentials> parseBasic(std::string_view authorization)
{
    const std::string_view encoded = afterScheme(authorization, "Basic");
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray(encoded.data(), static_cast<qsizetype>(encoded.size())),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const QByteArray text = *decoded;
    const qsizetype colon = text.indexOf(':');
    if (colon < 1)
        return std::nullopt;
    return BasicCredentials{QString::fromUtf8(text.left(colon)), Secret(text.mid(colon + 1))};
}

std::optional<std::string_view> parseBearer(std::string_view authorization)
{
    if (!hasScheme(authorization, "Bearer"))
        return std::nullopt;
    return afterScheme(authorization, "Bearer");
}

bool looksLikeToken(std::string_view token)
{
    if (token.starts_with(serviceAccountTokenPrefix))
        return isServiceAccountToken(token);
    // A legacy key is the base64 of a JSON object.
    return token.size() >= 40 && token.size() <= 1'024 && token.starts_with("eyJ")
        && std::ranges::all_of(token, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '/' || c == '='; });
}

} // namespace mdash
