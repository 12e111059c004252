#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace mdash {

/// Stands for an encoded slash (%2F) inside a segment of a canonical path, so that it does not split the segment.
/// Nothing else gives this byte: %00 is refused.
constexpr char EncodedSlash = '\0';

/// @p text with each %XX decoded; nullopt if a '%' is not followed by two hex digits.
[[nodiscard]] std::optional<std::string> percentDecode(std::string_view text);

/// @p text with everything but unreserved characters as %XX.
[[nodiscard]] std::string percentEncode(std::string_view text);

/// One name or value of a query: '+' is a space, and a '%' that encodes nothing stays as it is.
[[nodiscard]] std::string decodeQueryComponent(std::string_view text);

/// The one spelling of a request path: percent-decoded UTF-8, no empty or dot segments, no slash at the end ("/" for the
/// root). Fails with InvalidInput on a path that is not absolute, climbs above the root, or holds a broken escape, a
/// control character or bytes that are not UTF-8.
[[nodiscard]] Result<std::string> canonicalPath(std::string_view rawPath);

/// True if @p rawPath is its own canonical form, told without allocating; false means "perhaps not".
[[nodiscard]] bool isPlainPath(std::string_view rawPath);

/// False if the query decodes to bytes that are not UTF-8, or to NUL.
[[nodiscard]] bool isWellFormedQuery(std::string_view rawQuery);

/// What a request target (RFC 9112 §3.2) names. Views into the target.
struct RequestTarget
{
    std::string_view path;
    std::string_view query;     // without '?'
    std::string_view authority; // of the absolute form; else empty
};

/// Splits origin form and absolute form; nullopt for anything else.
[[nodiscard]] std::optional<RequestTarget> splitTarget(std::string_view target);

} // namespace mdash
