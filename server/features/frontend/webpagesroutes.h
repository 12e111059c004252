#pragma once

#include "features/frontend/webfiles.h"
#include "platform/http/router.h"

namespace mdash {

/// The pages of the browser UI: /login for everybody, every other path that is no API for who is signed in; the browser's
/// own router knows what stands there. Without embedded files there are no pages.
class WebPagesRoutes
{
public:
    /// @p subUrl is the path of root_url without its last slash. / leads to @p startPage, a path without its first slash, if
    /// there is one.
    WebPagesRoutes(std::span<const WebFile> files, const std::string &subUrl, std::string startPage = {});
    void declare(Router &router);

private:
    Result<Response> page(const Request &request, const Principal &caller);
    Result<Response> signIn(const Request &request, const Principal &caller);

    std::string m_home, m_startPage;
    std::shared_ptr<const std::string> m_page, m_signIn;
};

/// True for the paths that the browser UI has a page for; others get the page too, with 404.
[[nodiscard]] bool isKnownPage(std::string_view path);

} // namespace mdash
