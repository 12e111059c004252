#include "platform/http/uri.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Value of the escape at @p text[at], which is a '%'; -1 if it is none.
int escapeAt(std::string_view text, std::size_t at)
{
    if (at + 2 >= text.size())
        return -1;
    const int high = hexDigit(text[at + 1]);
    const int low = hexDigit(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool isUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'
        || c == '~';
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

auto badPath(const QString &why)
{
    return fail(ErrorCode::InvalidInput, u"request path %1"_s.arg(why), u"request.badPath"_s);
}

/// Decodes one segment; an encoded slash becomes EncodedSlash.
Result<std::string> decodeSegment(std::string_view raw)
{
    std::string segment;
    segment.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        char c = raw[i];
        if (c == '%') {
            const int code = escapeAt(raw, i);
            if (code < 0)
                return badPath(u"holds a '%' that is not followed by two hex digits"_s);
            c = static_cast<char>(code);
            i += 2;
            if (c == '/') {
                segment += EncodedSlash;
                continue;
            }
        }
        if (isControl(c))
            return badPath(u"holds a control character"_s);
        segment += c;
    }
    if (!isUtf8(segment))
        return badPath(u"is not UTF-8"_s);
    return segment;
}

} // namespace

std::optional<std::string> percentDecode(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int code = escapeAt(text, i);
        if (code < 0)
            return std::nullopt;
        out += static_cast<char>(code);
        i += 2;
    }
    return out;
}

std::string percentEncode(std::string_view text)
{
    constexpr std::string_view Hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (isUnreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', Hex[byte >> 4], Hex[byte & 15]};
    }
    return out;
}

std::string decodeQueryComponent(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int code = text[i] == '%' ? escapeAt(text, i) : -1;
        if (code >= 0) {
            out += static_cast<char>(code);
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

Result<std::string> canonicalPath(std::string_view rawPath)
{
    if (!rawPath.starts_with('/'))
        return badPath(u"does not begin with '/'"_s);
    std::vector<std::string> segments;
    for (std::size_t at = 1; at <= rawPath.size();) {
        const std::size_t end = std::min(rawPath.find('/', at), rawPath.size());
        auto segment = decodeSegment(rawPath.substr(at, end - at));
        if (!segment)
            return segment;
        at = end + 1;
        if (*segment == "..") {
            if (segments.empty())
                return badPath(u"climbs above the root"_s);
            segments.pop_back();
        } else if (!segment->empty() && *segment != ".") {
            segments.push_back(std::move(*segment));
        }
    }
    std::string path;
    path.reserve(rawPath.size());
    for (const std::string &segment : segments)
        (path += '/') += segment;
    return path.empty() ? std::string("/") : path;
}

bool isPlainPath(std::string_view rawPath)
{
    if (rawPath == "/")
        return true;
    char previous = 0;
    for (const char c : rawPath) {
        if (c == '%' || isControl(c) || static_cast<signed char>(c) < 0 || (previous == '/' && (c == '/' || c == '.')))
            return false;
        previous = c;
    }
    return rawPath.starts_with('/') && previous != '/';
}

bool isWellFormedQuery(std::string_view rawQuery)
{
    if (std::all_of(rawQuery.begin(), rawQuery.end(), [](char c) { return c != '%' && c > 0; }))
        return true;
    const std::string decoded = decodeQueryComponent(rawQuery);
    return decoded.find('\0') == std::string::npos && isUtf8(decoded);
}

std::optional<RequestTarget> splitTarget(std::string_view target)
{
    RequestTarget parts;
    for (const std::string_view scheme : std::array<std::string_view, 2>{"http://", "https://"}) {
        if (!target.starts_with(scheme))
            continue;
        target.remove_prefix(scheme.size());
        const std::size_t end = std::min(target.find_first_of("/?"), target.size());
        parts.authority = target.substr(0, end);
        target.remove_prefix(end);
        if (parts.authority.empty())
            return std::nullopt;
        if (!target.starts_with('/')) {
            parts.query = target.empty() ? target : target.substr(1);
            parts.path = "/";
            return parts;
        }
        break;
    }
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos)
        return std::nullopt;
    const std::size_t mark = std::min(target.find('?'), target.size());
    parts.path = target.substr(0, mark);
    if (mark < target.size())
        parts.query = target.substr(mark + 1);
    return parts;
}

} // namespace mdash
