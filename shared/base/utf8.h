#pragma once

#include <QString>

#include <simdjson.h>

#include <string>
#include <string_view>

namespace mdash {

[[nodiscard]] inline QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// @p text, with U+FFFD for what is not UTF-8: answers of other servers that are no JSON may hold anything.
[[nodiscard]] inline std::string repairedUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text) ? std::string(text) : fromUtf8(text).toStdString();
}

/// Without the characters of @p what at both ends.
[[nodiscard]] inline std::string_view trimmed(std::string_view text, std::string_view what = " \t\r\n")
{
    const auto first = text.find_first_not_of(what);
    return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(what) - first + 1);
}

} // namespace mdash
