#include "features/frontend/webfiles.h"

#include "base/utf8.h"
#include "platform/http/compression.h"
#include "platform/http/takeuntil.h"

#include <algorithm>
#include <memory>

namespace mdash {

namespace {

constexpr std::string_view HashedFolder = "/public/build/";

/// Whether @p list, an If-None-Match, names @p etag; compares weakly, as it must.
bool isKnown(std::string_view list, std::string_view etag)
{
    while (!list.empty()) {
        std::string_view one = trimmed(takeUntil(list, ','));
        if (one.starts_with("W/"))
            one.remove_prefix(2);
        if (one == etag || one == "*")
            return true;
    }
    return false;
}

/// The tag of a file in one encoding, with its quotes.
std::string etagOf(const WebFile &file, std::string_view encoding)
{
    return "\"" + std::string(file.etag) + std::string(encoding) + "\"";
}

/// Header lines of a file in one encoding, made once.
std::string linesOf(const WebFile &file, std::string_view encoding)
{
    const bool isImmutable = file.path.starts_with(HashedFolder);
    std::string lines = "ETag: " + etagOf(file, encoding) + "\r\nVary: Accept-Encoding\r\n";
    lines += isImmutable ? "Cache-Control: public, max-age=31536000, immutable\r\n" : "Cache-Control: no-cache\r\n";
    if (!encoding.empty())
        lines += "Content-Encoding: " + std::string(encoding) + "\r\n";
    return lines;
}

struct Form
{
    std::string_view encoding, body;
    std::string etag, headers;
};

/// The forms of a file, smallest first; the last one suits everybody.
std::vector<Form> formsOf(const WebFile &file)
{
    std::vector<Form> forms;
    if (!file.brotli.empty())
        forms.push_back({"br", file.brotli, etagOf(file, "br"), linesOf(file, "br")});
    if (!file.gzip.empty())
        forms.push_back({"gzip", file.gzip, etagOf(file, "gzip"), linesOf(file, "gzip")});
    forms.push_back({{}, file.plain, etagOf(file, {}), linesOf(file, {})});
    return forms;
}

void answer(const WebFile &file, const std::vector<Form> &forms, const RequestParser::Header &header, DirectAnswer &out)
{
    const std::string_view accepted = header.field("accept-encoding");
    const auto form = std::ranges::find_if(forms, [&](const Form &one) { return one.encoding.empty() || acceptsCoding(accepted, one.encoding); });
    out.contentType = file.contentType;
    out.headers = form->headers;
    out.isCacheable = true;
    if (isKnown(header.field("if-none-match"), form->etag))
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
        const auto handler = [&file, forms = std::make_shared<const std::vector<Form>>(formsOf(file))](
                                 const RequestParser::Header &header, DirectAnswer &out) { answer(file, *forms, header, out); };
        routes.add(std::string(file.path), "static", handler);
        if (file.path == "/favicon.svg")
            routes.add("/favicon.ico", "static", handler);
    }
    routes.add("/robots.txt", "static", [](const RequestParser::Header &, DirectAnswer &out) {
        out.contentType = "text/plain; charset=utf-8";
        out.body = "User-agent: *\nDisallow: /\n";
    });
}

} // namespace mdash
