#pragma once

#include "features/sessions/sessionsservice.h"

#include <chrono>
#include <string>
#include <vector>

namespace mdash {

/// How login cookies look; from `[auth]`, `[security]` and `[server] root_url`.
struct CookieOptions
{
    std::string name = "dashboard_session";
    std::string path = "/";
    bool isSecure = false;        // cookie_secure, or root_url begins with https:
    std::string sameSite = "Lax"; // Lax, Strict, None; empty: no attribute
    bool hasHostPrefix = false;   // name it __Host-…
    std::chrono::seconds maxAge = std::chrono::days{30};
};

/// Writes the login cookie and its hint, and reads the former. Immutable, thread-safe.
class SessionCookies
{
public:
    explicit SessionCookies(CookieOptions options);

    /// The token of a request; empty if it has none.
    [[nodiscard]] std::string_view read(const struct Request &request) const;
    /// Set-Cookie values. None, and a line in the log, if the cookie must be secure and the request is not.
    [[nodiscard]] std::vector<std::string> write(const IssuedToken &token, const Request &request) const;
    [[nodiscard]] std::vector<std::string> clear() const;

    /// Whether a page load was repeated for a stale token just before, and the marks for that.
    [[nodiscard]] bool wasRepeated(const Request &request) const;
    [[nodiscard]] std::string markRepeated() const;

private:
    [[nodiscard]] std::string cookie(const std::string &name, const std::string &value, std::chrono::seconds maxAge, bool httpOnly) const;
    CookieOptions m_options;
    std::string m_name;
};

} // namespace mdash
