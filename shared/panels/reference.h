#pragma once

#include <optional>
#include <string_view>

namespace mdash {

/// `${name.path:format}` somewhere in a text. The views point into that text.
struct Reference
{
    std::size_t begin = 0;
    std::size_t end = 0; // one past
    std::string_view name;
    std::string_view path;
    std::string_view format;
};

/// The first reference in @p text at or after @p from: `$name`, `${name}`, `${name.path:format}`, `[[name]]`, `[[name:format]]`.
[[nodiscard]] std::optional<Reference> nextReference(std::string_view text, std::size_t from);

} // namespace mdash
