#pragma once

#include "features/organisations/organisationsservice.h"
#include "platform/http/router.h"

namespace mdash {

class Clock;

/// `/api/org/users` and `/api/orgs/:orgId/users`. One per worker.
class MembersRoutes
{
public:
    MembersRoutes(OrganisationsService &organisations, const Clock &clock) : m_organisations(organisations), m_clock(clock) {}
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> search(const Request &request, const Principal &caller);
    Result<Response> lookup(const Request &request, const Principal &caller);
    Result<Response> add(const Request &request, const Principal &caller);
    Result<Response> setRole(const Request &request, const Principal &caller);
    Result<Response> removeFromOwn(const Request &request, const Principal &caller);
    Result<Response> removeFromAny(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller, bool deleteOrphan);

    OrganisationsService &m_organisations;
    const Clock &m_clock;
};

} // namespace mdash
