#include "panels/reference.h"

namespace mdash {
namespace {

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::size_t wordEnd(std::string_view text, std::size_t at)
{
    while (at < text.size() && isWord(text[at]))
        ++at;
    return at;
}

/// `$name` at @p at.
std::optional<Reference> plain(std::string_view text, std::size_t at)
{
    const std::size_t end = wordEnd(text, at + 1);
    if (end == at + 1)
        return std::nullopt;
    return Reference{at, end, text.substr(at + 1, end - at - 1), {}, {}};
}

/// `${name.path:format}` at @p at; a path has no colon and no brace.
std::optional<Reference> braced(std::string_view text, std::size_t at)
{
    const std::size_t close = text.find('}', at);
    const std::size_t nameEnd = wordEnd(text, at + 2);
    if (close == std::string_view::npos || nameEnd == at + 2)
        return std::nullopt;
    Reference found{at, close + 1, text.substr(at + 2, nameEnd - at - 2), {}, {}};
    std::size_t next = nameEnd;
    if (text[next] == '.' || text[next] == '[') {
        const std::size_t pathEnd = std::min(text.find(':', next), close);
        const std::size_t pathBegin = next + (text[next] == '.' ? 1 : 0);
        found.path = text.substr(pathBegin, pathEnd - pathBegin);
        if (found.path.empty())
            return std::nullopt;
        next = pathEnd;
    }
    if (next < close && text[next] == ':') {
        found.format = text.substr(next + 1, close - next - 1);
        next = close;
    }
    return next == close ? std::optional(found) : std::nullopt;
}

/// `[[name:format]]` at @p at.
std::optional<Reference> bracketed(std::string_view text, std::size_t at)
{
    const std::size_t nameEnd = wordEnd(text, at + 2);
    if (nameEnd == at + 2)
        return std::nullopt;
    Reference found{at, nameEnd + 2, text.substr(at + 2, nameEnd - at - 2), {}, {}};
    if (nameEnd < text.size() && text[nameEnd] == ':') {
        const std::size_t formatEnd = wordEnd(text, nameEnd + 1);
        found.format = text.substr(nameEnd + 1, formatEnd - nameEnd - 1);
        found.end = formatEnd + 2;
    }
    return text.substr(found.end - 2, 2) == "]]" ? std::optional(found) : std::nullopt;
}

} // namespace

std::optional<Reference> nextReference(std::string_view text, std::size_t from)
{
    const auto candidate = [text](std::size_t at) { return text.find_first_of("$[", at); };
    for (std::size_t at = candidate(from); at != std::string_view::npos && at + 1 < text.size(); at = candidate(at + 1)) {
        std::optional<Reference> found;
        if (text[at] == '[')
            found = text[at + 1] == '[' ? bracketed(text, at) : std::nullopt;
        else
            found = text[at + 1] == '{' ? braced(text, at) : plain(text, at);
        if (found)
            return found;
    }
    return std::nullopt;
}

} // namespace mdash
