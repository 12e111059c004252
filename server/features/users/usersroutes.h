#pragma once

#include "features/users/usersservice.h"
#include "platform/http/router.h"

namespace mdash {

class Clock;

/// `/api/users`: people of the whole server. One per worker.
class UsersRoutes
{
public:
    UsersRoutes(UsersService &users, OrganisationsService &organisations, const Clock &clock)
        : m_users(users), m_organisations(organisations), m_clock(clock)
    {
    }
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> search(const Request &request, const Principal &caller);
    Result<Response> lookup(const Request &request, const Principal &caller);
    Result<Response> get(const Request &request, const Principal &caller);
    Result<Response> update(const Request &request, const Principal &caller);
    Result<Response> organisations(const Request &request, const Principal &caller);
    Result<Response> setActiveOrg(const Request &request, const Principal &caller);

    UsersService &m_users;
    OrganisationsService &m_organisations;
    const Clock &m_clock;
};

/// The profile of a request body, checked. A member that is absent is empty.
[[nodiscard]] Result<UserProfile> profileOf(const Request &request);

} // namespace mdash
