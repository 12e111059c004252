#include "panels/viewhtml.h"

#include "panels/viewhtmltokens.h"
#include "panels/viewmacros.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mdash {
namespace {

constexpr std::size_t mostNodes = 20'000;
constexpr std::size_t mostLevels = 100;

template <std::size_t N> bool isOneOf(const std::array<std::string_view, N> &sorted, std::string_view name)
{
    return std::ranges::binary_search(sorted, name);
}

constexpr std::array<std::string_view, 54> kept{
    "a",     "abbr",    "b",   "blockquote", "br",   "caption", "center",     "code",   "col", "colgroup", "dd",
    "del",   "details", "div", "dl",         "dt",   "em",      "figcaption", "figure", "h1",  "h2",       "h3",
    "h4",    "h5",      "h6",  "hr",         "i",    "img",     "ins",        "kbd",    "li",  "mark",     "ol",
    "p",     "pre",     "q",   "s",          "samp", "small",   "span",       "strong", "sub", "summary",  "sup",
    "table", "tbody",   "td",  "tfoot",      "th",   "thead",   "tr",         "u",      "ul",  "var"};

/// These vanish with everything in them.
constexpr std::array<std::string_view, 16> dropped{"applet",   "audio",    "canvas", "head",   "iframe", "math",
                                                   "noscript", "object",   "script", "select", "style",  "svg",
                                                   "template", "textarea", "title",  "video"};
constexpr std::array<std::string_view, 4> empty{"br", "col", "hr", "img"};
constexpr std::array<std::string_view, 22> blocks{
    "blockquote", "center", "details", "div", "dl",  "figure", "h1",    "h2",    "h3",    "h4", "h5",
    "h6",         "hr",     "ol",      "p",   "pre", "table",  "tbody", "tfoot", "thead", "tr", "ul"};
constexpr std::array<std::string_view, 5> sizes{"colspan", "height", "rowspan", "start", "width"};

/// What an opening tag ends that its author left open: a list item the one before it, a cell the one before it, a block
/// a paragraph.
bool endsOpen(std::string_view opening, std::string_view open)
{
    if (opening == "li")
        return open == "li";
    if (opening == "dt" || opening == "dd")
        return open == "dt" || open == "dd";
    if (opening == "td" || opening == "th")
        return open == "td" || open == "th";
    if (opening == "tr")
        return open == "tr" || open == "td" || open == "th";
    return open == "p" && isOneOf(blocks, opening);
}

bool isNumber(std::string_view text)
{
    const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
    const std::string_view unit = text.substr(digits.size());
    return !digits.empty() && digits.size() <= 4 && (unit.empty() || unit == "px" || unit == "%");
}

/// `text-align: center` of a style attribute: the one property that text panels often need.
std::string alignmentIn(std::string_view style)
{
    const std::size_t at = style.find("text-align");
    if (at == std::string_view::npos)
        return {};
    for (const std::string_view way : {"center", "right", "left"}) {
        const std::size_t end = std::min(style.find(';', at), style.size());
        if (style.substr(at, end - at).find(way) != std::string_view::npos)
            return std::string(way);
    }
    return {};
}

bool isOwnPicture(std::string_view url)
{
    return url.starts_with("data:image/") || (url.find("//") != 0 && url.find(':') == std::string_view::npos);
}

void keepAttributes(const HtmlToken &token, view::TextNode &node)
{
    for (const auto &[name, value] : token.attributes) {
        const bool isText = name == "title" || name == "alt";
        if (isText || (isOneOf(sizes, name) && isNumber(value)))
            node.attributes.emplace(name, value);
        else if (name == "align" && (value == "left" || value == "right" || value == "center"))
            node.attributes.insert_or_assign(name, value);
        else if (name == "style" && !alignmentIn(value).empty())
            node.attributes.emplace("align", alignmentIn(value));
        else if (name == "href" && node.tag == "a") {
            if (const auto url = safeUrl(value))
                node.attributes.emplace(name, *url);
        }
    }
}

/// A picture of this server or within the text itself stays; any other becomes a link to it.
std::optional<view::TextNode> pictureNode(const HtmlToken &token)
{
    const auto source = token.attributes.find("src");
    const auto words = token.attributes.find("alt");
    view::TextNode node;
    node.tag = "img";
    keepAttributes(token, node);
    if (source == token.attributes.end())
        return std::nullopt;
    if (isOwnPicture(source->second)) {
        node.attributes.emplace("src", source->second);
        return node;
    }
    const auto url = safeUrl(source->second);
    if (!url)
        return std::nullopt;
    view::TextNode link;
    link.tag = "a";
    link.attributes.emplace("href", *url);
    view::TextNode name;
    const std::string file = url->substr(url->rfind('/') + 1);
    name.text = words != token.attributes.end() && !words->second.empty() ? words->second : file.empty() ? *url : file;
    link.children.push_back(std::move(name));
    return link;
}

std::string collapsed(std::string_view text)
{
    std::string out;
    bool space = false;
    for (const char c : text) {
        const bool isSpace = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
        if (!isSpace)
            out += c;
        else if (!space)
            out += ' ';
        space = isSpace;
    }
    return out;
}

/// Builds the tree; the open elements stand on a stack until they are closed.
class TreeBuilder
{
public:
    std::vector<view::TextNode> build(std::string_view html)
    {
        HtmlTokens tokens(html);
        while (m_nodes < mostNodes) {
            auto token = tokens.next();
            if (!token)
                break;
            if (token->name.empty())
                addWords(token->text);
            else if (isOneOf(dropped, token->name))
                skip(*token, tokens);
            else if (isOneOf(kept, token->name))
                token->closes ? close(token->name) : open(*token);
        }
        while (!m_open.empty())
            pop();
        return std::move(m_root);
    }

private:
    static void skip(const HtmlToken &token, HtmlTokens &tokens)
    {
        if (!token.closes && !token.selfClosed)
            tokens.skipElement(token.name);
    }

    std::vector<view::TextNode> &siblings() { return m_open.empty() ? m_root : m_open.back().children; }

    [[nodiscard]] bool inPre() const
    {
        return std::ranges::any_of(m_open, [](const view::TextNode &node) { return node.tag == "pre"; });
    }

    void add(view::TextNode node)
    {
        ++m_nodes;
        siblings().push_back(std::move(node));
    }

    static bool isBlock(std::string_view tag)
    {
        return isOneOf(blocks, tag) || tag == "li" || tag == "td" || tag == "th" || tag == "dd" || tag == "dt" ||
               tag == "br";
    }

    void addWords(const std::string &text)
    {
        view::TextNode node;
        node.text = inPre() ? text : collapsed(text);
        const bool behindBlock = siblings().empty() || isBlock(siblings().back().tag);
        const bool blank = node.text.empty() || (node.text == " " && behindBlock);
        if (!blank)
            add(std::move(node));
    }

    void open(const HtmlToken &token)
    {
        while (!m_open.empty() && endsOpen(token.name, m_open.back().tag))
            pop();
        if (token.name == "img") {
            if (auto picture = pictureNode(token))
                add(*std::move(picture));
            return;
        }
        view::TextNode node;
        node.tag = token.name;
        keepAttributes(token, node);
        if (isOneOf(empty, token.name))
            add(std::move(node));
        else if (m_open.size() < mostLevels)
            m_open.push_back(std::move(node));
    }

    void close(std::string_view name)
    {
        const auto found =
            std::find_if(m_open.rbegin(), m_open.rend(), [&](const view::TextNode &node) { return node.tag == name; });
        if (found == m_open.rend())
            return;
        const std::size_t levels = static_cast<std::size_t>(found - m_open.rbegin()) + 1;
        for (std::size_t i = 0; i < levels; ++i)
            pop();
    }

    void pop()
    {
        view::TextNode node = std::move(m_open.back());
        m_open.pop_back();
        add(std::move(node));
    }

    std::vector<view::TextNode> m_root;
    std::vector<view::TextNode> m_open;
    std::size_t m_nodes = 0;
};

void appendWords(const std::vector<view::TextNode> &nodes, std::string &text)
{
    for (const view::TextNode &node : nodes) {
        text += node.text;
        appendWords(node.children, text);
        const bool ends =
            node.tag == "br" || node.tag == "li" || node.tag == "td" || node.tag == "th" || isOneOf(blocks, node.tag);
        if (ends && !text.empty() && text.back() != '\n' && text.back() != ' ')
            text += node.tag == "td" || node.tag == "th" ? ' ' : '\n';
    }
}

} // namespace

std::vector<view::TextNode> sanitisedHtml(std::string_view html)
{
    return TreeBuilder().build(html);
}

std::string plainWords(const std::vector<view::TextNode> &nodes)
{
    std::string text;
    appendWords(nodes, text);
    const std::size_t last = text.find_last_not_of(" \n");
    text.resize(last == std::string::npos ? 0 : last + 1);
    return text;
}

} // namespace mdash
