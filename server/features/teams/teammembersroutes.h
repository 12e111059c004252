#pragma once

#include "features/teams/teamsservice.h"
#include "platform/http/router.h"

namespace mdash {

/// `/api/teams/:id/members`. One per worker.
class TeamMembersRoutes
{
public:
    explicit TeamMembersRoutes(TeamsService &teams) : m_teams(teams) {}
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> add(const Request &request, const Principal &caller);
    Result<Response> replace(const Request &request, const Principal &caller);
    Result<Response> setPermission(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);

    TeamsService &m_teams;
};

} // namespace mdash
