#pragma once

#include "features/sessions/sessionsservice.h"
#include "platform/http/router.h"

namespace mdash {

class UsersService;

/// Lists of sessions and their end, for oneself and for administrators. One per worker.
class SessionsRoutes
{
public:
    SessionsRoutes(SessionsService &sessions, UsersService &users, std::string subUrl)
        : m_sessions(sessions), m_users(users), m_subUrl(std::move(subUrl))
    {
    }
    void declare(Router &router);

private:
    Result<Response> listOwn(const Request &request, const Principal &caller);
    Result<Response> revokeOwn(const Request &request, const Principal &caller);
    Result<Response> rotate(const Request &request, const Principal &caller);
    Result<Response> rotateAndReturn(const Request &request, const Principal &caller);
    Result<Response> listOf(const Request &request, const Principal &caller);
    Result<Response> revokeOf(const Request &request, const Principal &caller);
    Result<Response> endAllOf(const Request &request, const Principal &caller);
    Result<Response> list(UserId userId, SessionId active);
    Result<Response> revoke(const Request &request, UserId userId, SessionId active);

    SessionsService &m_sessions;
    UsersService &m_users;
    std::string m_subUrl;
};

} // namespace mdash
