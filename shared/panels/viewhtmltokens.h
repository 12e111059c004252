#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mdash {

/// One piece of HTML: words (`name` empty), or a tag. Names are in lower case, character references are decoded.
struct HtmlToken
{
    std::string name;
    std::string text;
    std::map<std::string, std::string> attributes;
    bool closes = false;     // </name>
    bool selfClosed = false; // <name/>
};

/// Reads HTML from front to back. Comments, declarations and processing instructions are skipped; what looks like a tag
/// and is none is words.
class HtmlTokens
{
public:
    explicit HtmlTokens(std::string_view html) : m_html(html) {}

    [[nodiscard]] std::optional<HtmlToken> next();
    /// Skips everything up to and with `</name>`.
    void skipElement(std::string_view name);

private:
    [[nodiscard]] bool skipMarkup();
    [[nodiscard]] std::optional<HtmlToken> tag();
    void readAttributes(HtmlToken &token);
    [[nodiscard]] std::string attributeValue();
    [[nodiscard]] HtmlToken words();
    void skipSpace();

    std::string_view m_html;
    std::size_t m_at = 0;
};

/// @p text with `&amp;`, `&#65;`, `&#x41;` and the common names replaced by their characters.
[[nodiscard]] std::string withCharacters(std::string_view text);

} // namespace mdash
