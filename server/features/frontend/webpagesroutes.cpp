#include "features/frontend/webpagesroutes.h"

#include "features/sessions/loginroutes.h"
#include "platform/http/dispatcher.h"
#include "platform/http/takeuntil.h"
#include "platform/http/uri.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr std::string_view Placeholder = "__BASE__";
constexpr std::string_view Html = "text/html; charset=utf-8";

// First segments of the addresses that the browser UI, and people's bookmarks, have.
constexpr std::array<std::string_view, 29> PageRoots{
    "a", "admin", "alerting", "annotations", "configuration", "connections", "d", "d-solo", "dashboard", "dashboards",
    "datasources", "explore", "goto", "home", "import", "invite", "library-panels", "live", "login", "org", "orgs",
    "playlists", "plugins", "profile", "public-dashboards", "signup", "teams", "user", "users"};

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

bool isKnownPage(std::string_view path)
{
    path.remove_prefix(std::min<std::size_t>(1, path.size()));
    const std::string_view root = takeUntil(path, '/');
    return root.empty() || std::ranges::find(PageRoots, root) != PageRoots.end();
}

WebPagesRoutes::WebPagesRoutes(std::span<const WebFile> files, const std::string &subUrl, std::string startPage)
    : m_home(subUrl + "/"), m_startPage(std::move(startPage)), m_page(filled(files, "/index.html", m_home)), m_signIn(filled(files, "/login.html", m_home))
{
}

void WebPagesRoutes::declare(Router &router)
{
    if (!m_page || !m_signIn)
        return;
    router.add({Method::Get, "/login", Access::everyone(), 1_KiB, handler(this, &WebPagesRoutes::signIn)});
    for (const char *pattern : {"/", "/*path"})
        router.add({Method::Get, pattern, Access::signedIn(), 1_KiB, handler(this, &WebPagesRoutes::page), WithoutDatabase::Serves});
    // A file that is not there is no page to sign in for.
    router.add({Method::Get, "/public/*path", Access::everyone(), 1_KiB, [](const Request &, const Principal &) -> Reply {
                    return Reply(fail(ErrorCode::NotFound, u"Not found"_s));
                }});
}

Result<Response> WebPagesRoutes::page(const Request &request, const Principal &)
{
    if (isApiPath(request.path))
        return fail(ErrorCode::NotFound, u"Not found"_s);
    if (request.path == "/" && !m_startPage.empty())
        return Response::redirect(m_home + m_startPage);
    Response response = Response::shared(m_page, std::string(Html));
    response.status = isKnownPage(request.path) ? 200 : 404;
    return response;
}

/// Who is signed in goes on to where he came from.
Result<Response> WebPagesRoutes::signIn(const Request &request, const Principal &caller)
{
    if (!caller.isUser())
        return Response::shared(m_signIn, std::string(Html));
    const std::string target = decodeQueryComponent(request.cookie("redirect_to"));
    return Response::redirect(isOwnPath(target) ? target : m_home);
}

} // namespace mdash
