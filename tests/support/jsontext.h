#pragma once

#include <algorithm>
#include <string>

namespace mdash {

/// JSON as tests write it: with ' for ", because moc does not read every raw string.
inline std::string jsonText(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

} // namespace mdash
