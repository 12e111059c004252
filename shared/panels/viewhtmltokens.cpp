#include "panels/viewhtmltokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace mdash {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 40> characterNames{
    {{"amp", "&"},   {"lt", "<"},     {"gt", ">"},    {"quot", "\""},  {"apos", "'"},   {"nbsp", "\u00a0"},
     {"copy", "©"},  {"reg", "®"},    {"trade", "™"}, {"hellip", "…"}, {"mdash", "—"},  {"ndash", "–"},
     {"bull", "•"},  {"middot", "·"}, {"times", "×"}, {"divide", "÷"}, {"plusmn", "±"}, {"deg", "°"},
     {"micro", "µ"}, {"para", "¶"},   {"sect", "§"},  {"euro", "€"},   {"pound", "£"},  {"yen", "¥"},
     {"cent", "¢"},  {"laquo", "«"},  {"raquo", "»"}, {"lsquo", "‘"},  {"rsquo", "’"},  {"ldquo", "“"},
     {"rdquo", "”"}, {"larr", "←"},   {"uarr", "↑"},  {"rarr", "→"},   {"darr", "↓"},   {"le", "≤"},
     {"ge", "≥"},    {"ne", "≠"},     {"infin", "∞"}, {"check", "✓"}}};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

void appendUtf8(std::string &out, std::uint32_t code)
{
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        code = 0xfffd;
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xc0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xe0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        out += static_cast<char>(0xf0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        out += static_cast<char>(0x80 | (code & 0x3f));
    }
}

/// Appends the character that @p name (between & and ;) stands for.
bool appendCharacter(std::string &out, std::string_view name)
{
    if (name.size() > 1 && name[0] == '#') {
        const bool hex = name[1] == 'x' || name[1] == 'X';
        const std::string_view digits = name.substr(hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        if (digits.empty() || end != digits.data() + digits.size())
            return false;
        appendUtf8(out, error == std::errc{} ? code : 0);
        return true;
    }
    const auto *found = std::ranges::find(characterNames, name, [](const auto &pair) { return pair.first; });
    if (found == characterNames.end())
        return false;
    out += found->second;
    return true;
}

} // namespace

std::string withCharacters(std::string_view text)
{
    constexpr std::size_t longestName = 12;
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '&') {
            const std::size_t end = text.substr(0, std::min(text.size(), i + longestName)).find(';', i);
            if (end != std::string_view::npos && appendCharacter(out, text.substr(i + 1, end - i - 1))) {
                i = end;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

std::optional<HtmlToken> HtmlTokens::next()
{
    while (m_at < m_html.size()) {
        if (m_html[m_at] == '<') {
            if (skipMarkup())
                continue;
            if (auto found = tag())
                return found;
        }
        return words();
    }
    return std::nullopt;
}

bool HtmlTokens::skipMarkup()
{
    const std::string_view rest = m_html.substr(m_at);
    std::string_view end;
    if (rest.starts_with("<!--"))
        end = "-->";
    else if (rest.starts_with("<!") || rest.starts_with("<?"))
        end = ">";
    else
        return false;
    const std::size_t close = m_html.find(end, m_at + 2);
    m_at = close == std::string_view::npos ? m_html.size() : close + end.size();
    return true;
}

std::optional<HtmlToken> HtmlTokens::tag()
{
    std::size_t at = m_at + 1;
    HtmlToken token;
    if (at < m_html.size() && m_html[at] == '/') {
        token.closes = true;
        ++at;
    }
    if (at >= m_html.size() || !isLetter(m_html[at]))
        return std::nullopt;
    while (at < m_html.size() && !isSpace(m_html[at]) && m_html[at] != '>' && m_html[at] != '/')
        token.name += lower(m_html[at++]);
    m_at = at;
    readAttributes(token);
    return token;
}

void HtmlTokens::skipSpace()
{
    while (m_at < m_html.size() && isSpace(m_html[m_at]))
        ++m_at;
}

void HtmlTokens::readAttributes(HtmlToken &token)
{
    while (m_at < m_html.size() && m_html[m_at] != '>') {
        skipSpace();
        if (m_at < m_html.size() && m_html[m_at] == '/') {
            ++m_at;
            token.selfClosed = m_at < m_html.size() && m_html[m_at] == '>';
            continue;
        }
        std::string name;
        while (m_at < m_html.size() && !isSpace(m_html[m_at]) &&
               std::string_view("=>/").find(m_html[m_at]) == std::string_view::npos)
            name += lower(m_html[m_at++]);
        skipSpace();
        std::string value;
        if (m_at < m_html.size() && m_html[m_at] == '=') {
            ++m_at;
            skipSpace();
            value = attributeValue();
        }
        if (!name.empty())
            token.attributes.emplace(std::move(name), std::move(value));
    }
    m_at = std::min(m_at + 1, m_html.size());
}

std::string HtmlTokens::attributeValue()
{
    if (m_at >= m_html.size())
        return {};
    const char quote = m_html[m_at];
    std::size_t end = m_at;
    if (quote == '"' || quote == '\'') {
        end = std::min(m_html.find(quote, m_at + 1), m_html.size());
        const std::string_view raw = m_html.substr(m_at + 1, end - m_at - 1);
        m_at = std::min(end + 1, m_html.size());
        return withCharacters(raw);
    }
    while (end < m_html.size() && !isSpace(m_html[end]) && m_html[end] != '>')
        ++end;
    const std::string_view raw = m_html.substr(m_at, end - m_at);
    m_at = end;
    return withCharacters(raw);
}

HtmlToken HtmlTokens::words()
{
    const std::size_t end = std::min(m_html.find('<', m_at + 1), m_html.size()); // a `<` at m_at itself was no tag
    HtmlToken token;
    token.text = withCharacters(m_html.substr(m_at, end - m_at));
    m_at = end;
    return token;
}

void HtmlTokens::skipElement(std::string_view name)
{
    for (std::size_t at = m_html.find("</", m_at); at != std::string_view::npos; at = m_html.find("</", at + 2)) {
        const std::string_view found = m_html.substr(at + 2, name.size());
        const std::size_t behind = at + 2 + name.size();
        const bool same = std::ranges::equal(found, name, {}, lower);
        if (!same ||
            (behind < m_html.size() && !isSpace(m_html[behind]) && m_html[behind] != '>' && m_html[behind] != '/'))
            continue;
        const std::size_t close = m_html.find('>', behind);
        m_at = close == std::string_view::npos ? m_html.size() : close + 1;
        return;
    }
    m_at = m_html.size();
}

} // namespace mdash
