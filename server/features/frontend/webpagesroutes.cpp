#include "features/frontend/webpagesroutes.h"

#include "platform/http/dispatcher.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr std::string_view Placeholder = "__BASE__";
constexpr std::string_view Html = "text/html; charset=utf-8";

/// A page with the path of the root URL in the place of each placeholder; none if the file is not embedded.
std::shared_ptr<const std::string> filled(std::span<const WebFile> files, std::string_view path, std::string_view base)
{
    const auto file = std::ranges::find(files, path, &WebFile::path);
    if (file == files.end())
        return nullptr;
    std::string text;
    std::string_view rest = file->plain;
    for (std::size_t at = rest.find(Placeholder); at != std::string_view::npos; at = rest.find(Placeholder)) {
        text.append(rest.substr(0, at)).append(base);
        rest.remove_prefix(at + Placeholder.size());
    }
    return std::make_shared<const std::string>(text.append(rest));
}

} // namespace

WebPagesRoutes::WebPagesRoutes(std::span<const WebFile> files, const std::string &subUrl)
    : m_home(subUrl + "/"), m_page(filled(files, "/index.html", m_home)), m_signIn(filled(files, "/login.html", m_home))
{
}

void WebPagesRoutes::declare(Router &router)
{
    if (!m_page || !m_signIn)
        return;
    router.add({Method::Get, "/login", Access::everyone(), 1_KiB, handler(this, &WebPagesRoutes::signIn)});
    router.add({Method::Get, "/", Access::signedIn(), 1_KiB, handler(this, &WebPagesRoutes::page)});
    router.add({Method::Get, "/*path", Access::signedIn(), 1_KiB, handler(this, &WebPagesRoutes::page)});
}

Result<Response> WebPagesRoutes::page(const Request &request, const Principal &)
{
    if (isApiPath(request.path))
        return fail(ErrorCode::NotFound, u"Not found"_s);
    return Response::shared(m_page, std::string(Html));
}

Result<Response> WebPagesRoutes::signIn(const Request &, const Principal &caller)
{
    if (caller.isSignedIn() && caller.isUser())
        return Response::redirect(m_home);
    return Response::shared(m_signIn, std::string(Html));
}

} // namespace mdash
