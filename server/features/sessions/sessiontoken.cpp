#include "features/sessions/sessiontoken.h"

#include "platform/crypto/random.h"

#include <charconv>

namespace mdash {
namespace {

constexpr std::size_t sidLength = 26;
constexpr std::size_t macLength = 43;
constexpr std::size_t mostDigits = 6; // base 36; above two thousand million rotations

HmacKey sessionKey(const Secret &secretKey, int number)
{
    return HmacKey(deriveKey(secretKey, "session/" + QByteArray::number(number)));
}

std::string base36(qint64 number)
{
    char digits[16];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number, 36).ptr;
    return {digits, end};
}

std::optional<qint64> parseBase36(std::string_view text)
{
    qint64 number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number, 36);
    // One spelling each: no sign, no leading zeros, no capitals.
    if (parsed.ec != std::errc{} || number < 1 || base36(number) != text)
        return std::nullopt;
    return number;
}

} // namespace

SessionTokens::SessionTokens(const Secret &secretKey, int keyNumber, std::optional<int> previousNumber)
    : m_key(sessionKey(secretKey, keyNumber))
{
    if (previousNumber)
        m_previous = sessionKey(secretKey, *previousNumber);
}

std::string SessionTokens::newSid()
{
    static constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    const QByteArray bytes = randomBytes(16);
    std::string sid;
    unsigned bits = 0;
    int held = 0;
    for (const char c : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(c);
        for (held += 8; held >= 5; held -= 5)
            sid += alphabet[(bits >> (held - 5)) & 31];
    }
    sid += alphabet[(bits << (5 - held)) & 31];
    return sid;
}

QString SessionTokens::hashOf(std::string_view sid)
{
    return QString::fromLatin1(sha256Hex(sid));
}

std::string SessionTokens::write(std::string_view sid, qint64 n) const
{
    std::string token(sid);
    token += '.';
    token += base36(n);
    const std::string mac = base64Url(m_key.sign(token));
    return token + '.' + mac;
}

std::optional<SessionToken> SessionTokens::read(std::string_view token) const
{
    if (token.size() < sidLength + 1 + 1 + 1 + macLength || token.size() > sidLength + 1 + mostDigits + 1 + macLength)
        return std::nullopt;
    const std::size_t dot = token.size() - macLength - 1;
    if (token[sidLength] != '.' || token[dot] != '.')
        return std::nullopt;
    const std::string_view signedPart = token.substr(0, dot), mac = token.substr(dot + 1);
    const auto n = parseBase36(signedPart.substr(sidLength + 1));
    if (!n)
        return std::nullopt;
    const bool isGenuine = equalInConstantTime(base64Url(m_key.sign(signedPart)), mac)
        || (m_previous && equalInConstantTime(base64Url(m_previous->sign(signedPart)), mac));
    if (!isGenuine)
        return std::nullopt;
    return SessionToken{std::string(token.substr(0, sidLength)), *n};
}

} // namespace mdash
