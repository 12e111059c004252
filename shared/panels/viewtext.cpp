#include "panels/viewbuilders.h"
#include "panels/viewhtml.h"

#include "panels/interpolate.h"

#include <md4c-html.h>

namespace mdash {
namespace {

constexpr std::size_t longestText = 1u << 20;

std::string htmlFromMarkdown(const std::string &markdown)
{
    std::string html;
    const auto append = [](const MD_CHAR *text, MD_SIZE size, void *target) {
        static_cast<std::string *>(target)->append(text, size);
    };
    md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), append, &html, MD_DIALECT_GITHUB, 0);
    return html;
}

std::vector<view::TextNode> codeNodes(std::string code)
{
    view::TextNode words;
    words.text = std::move(code);
    view::TextNode block;
    block.tag = "pre";
    block.children.push_back(std::move(words));
    return {block};
}

} // namespace

void buildText(const ViewInput &input, PanelView &view)
{
    const JsonValue options = input.options();
    const std::string_view mode = options["mode"].string("markdown");
    std::string text(options["content"].string().substr(0, longestText));
    if (input.context.scope)
        text = interpolate(text, *input.context.scope, mode == "code" ? "text" : "html");
    text.resize(std::min(text.size(), longestText));
    view::TextBody body;
    if (mode == "code")
        body.nodes = codeNodes(std::move(text));
    else
        body.nodes = sanitisedHtml(mode == "html" ? text : htmlFromMarkdown(text));
    body.plain = plainWords(body.nodes);
    view.body = std::move(body);
}

} // namespace mdash
