#include "features/frontend/webfiles.h"

namespace mdash {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Whether a comma-separated list such as "gzip, br;q=0" has @p name and does not refuse it.
bool accepts(std::string_view list, std::string_view name)
{
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const std::string_view item = list.substr(0, end);
        const std::size_t semicolon = std::min(item.find(';'), item.size());
        if (trimmed(item.substr(0, semicolon)) == name) {
            const std::string_view weight = trimmed(item.substr(std::min(semicolon + 1, item.size())));
            return weight != "q=0" && weight != "q=0.0";
        }
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

/// Header lines of a file in one encoding, made once.
std::string linesOf(const WebFile &file, std::string_view encoding)
{
    const bool isImmutable = file.path.starts_with("/assets/");
    std::string lines = "ETag: \"" + std::string(file.etag) + std::string(encoding) + "\"\r\nVary: Accept-Encoding\r\n";
    lines += isImmutable ? "Cache-Control: public, max-age=31536000, immutable\r\n" : "Cache-Control: no-cache\r\n";
    if (!encoding.empty())
        lines += "Content-Encoding: " + std::string(encoding) + "\r\n";
    return lines;
}

struct Form
{
    std::string_view encoding, body;
    std::string headers;
};

/// The forms of a file, smallest first; the last one suits everybody.
std::vector<Form> formsOf(const WebFile &file)
{
    std::vector<Form> forms;
    if (!file.brotli.empty())
        forms.push_back({"br", file.brotli, linesOf(file, "br")});
    if (!file.gzip.empty())
        forms.push_back({"gzip", file.gzip, linesOf(file, "gzip")});
    forms.push_back({{}, file.plain, linesOf(file, {})});
    return forms;
}

void answer(const WebFile &file, const std::vector<Form> &forms, const RequestParser::Header &header, DirectAnswer &out)
{
    const std::string_view accepted = header.field("accept-encoding");
    const auto form = std::ranges::find_if(forms, [&](const Form &one) { return one.encoding.empty() || accepts(accepted, one.encoding); });
    out.contentType = file.contentType;
    out.headers = form->headers;
    out.isCacheable = true;
    const std::string_view known = header.field("if-none-match");
    if (!known.empty() && (known == "*" || known.find(file.etag) != std::string_view::npos))
        out.status = 304;
    else
        out.body = form->body;
}

} // namespace

void declareWebFiles(DirectRoutes &routes, std::span<const WebFile> files)
{
    for (const WebFile &file : files) {
        if (file.path.ends_with(".html"))
            continue;
        routes.add(std::string(file.path), "static", [&file, forms = formsOf(file)](const RequestParser::Header &header, DirectAnswer &out) {
            answer(file, forms, header, out);
        });
    }
}

} // namespace mdash
