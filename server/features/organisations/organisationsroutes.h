#pragma once

#include "features/organisations/organisationsservice.h"
#include "platform/http/router.h"

namespace mdash {

class Clock;

/// `/api/org` and `/api/orgs` but for their members. One per worker.
class OrganisationsRoutes
{
public:
    /// @p usersMayCreate is `[users] allow_org_create`.
    OrganisationsRoutes(OrganisationsService &organisations, bool usersMayCreate) : m_organisations(organisations), m_usersMayCreate(usersMayCreate) {}
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> create(const Request &request, const Principal &caller);
    Result<Response> get(const Request &request, const Principal &caller);
    Result<Response> getByName(const Request &request, const Principal &caller);
    Result<Response> rename(const Request &request, const Principal &caller);
    Result<Response> setAddress(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);

    OrganisationsService &m_organisations;
    bool m_usersMayCreate;
};

/// The organisation of `/api/orgs/:orgId/…`; on `/api/org/…` the caller's own.
[[nodiscard]] Result<OrgId> organisationOf(const Request &request, const Principal &caller);

} // namespace mdash
