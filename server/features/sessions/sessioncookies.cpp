#include "features/sessions/sessioncookies.h"

#include "platform/http/request.h"

#include <QLoggingCategory>

Q_DECLARE_LOGGING_CATEGORY(lcSessions)

namespace mdash {

SessionCookies::SessionCookies(CookieOptions options)
    : m_options(std::move(options)), m_name(m_options.hasHostPrefix ? "__Host-" + m_options.name : m_options.name)
{
}

std::string_view SessionCookies::read(const Request &request) const
{
    return request.cookie(m_name);
}

std::vector<std::string> SessionCookies::write(const IssuedToken &token, const Request &request) const
{
    if (m_options.isSecure && !request.isSecure) {
        qCWarning(lcSessions) << "no login cookie over plain http: [security] cookie_secure is true or [server] root_url begins with https";
        return {};
    }
    return {cookie(m_name, token.token, m_options.maxAge, true),
            cookie(m_name + "_expiry", std::to_string(token.nextRotation), m_options.maxAge, false)};
}

std::vector<std::string> SessionCookies::clear() const
{
    return {cookie(m_name, "", std::chrono::seconds{0}, true), cookie(m_name + "_expiry", "", std::chrono::seconds{0}, false)};
}

bool SessionCookies::wasRepeated(const Request &request) const
{
    return !request.cookie(m_name + "_again").empty();
}

std::string SessionCookies::markRepeated() const
{
    return cookie(m_name + "_again", "1", std::chrono::seconds{10}, true);
}

std::string SessionCookies::cookie(const std::string &name, const std::string &value, std::chrono::seconds maxAge, bool httpOnly) const
{
    std::string text = name + '=' + value + "; Path=" + m_options.path + "; Max-Age=" + std::to_string(maxAge.count());
    if (httpOnly)
        text += "; HttpOnly";
    if (m_options.isSecure)
        text += "; Secure";
    if (!m_options.sameSite.empty())
        text += "; SameSite=" + m_options.sameSite;
    return text;
}

} // namespace mdash
