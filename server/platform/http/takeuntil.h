#pragma once

#include <string_view>

namespace mdash {

/// What stands before the first @p mark in @p rest; removes it and the mark. All of it if there is no mark.
inline std::string_view takeUntil(std::string_view &rest, char mark)
{
    const std::size_t end = rest.find(mark);
    const std::string_view first = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return first;
}

} // namespace mdash
