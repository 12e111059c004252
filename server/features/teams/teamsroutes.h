#pragma once

#include "features/teams/teamsservice.h"
#include "platform/http/router.h"

namespace mdash {

/// `/api/teams` but for members, and the lists of somebody's teams. One per worker.
class TeamsRoutes
{
public:
    explicit TeamsRoutes(TeamsService &teams) : m_teams(teams) {}
    void declare(Router &router);

private:
    Result<Response> search(const Request &request, const Principal &caller);
    Result<Response> create(const Request &request, const Principal &caller);
    Result<Response> get(const Request &request, const Principal &caller);
    Result<Response> update(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);
    Result<Response> listOwn(const Request &request, const Principal &caller);
    Result<Response> listOf(const Request &request, const Principal &caller);

    TeamsService &m_teams;
};

/// The path parameter `id` as a team.
[[nodiscard]] Result<TeamId> teamOf(const Request &request);

} // namespace mdash
