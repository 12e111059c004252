#pragma once

#include "features/permissions/securedobject.h"
#include "features/teams/team.h"

#include <string>
#include <vector>

namespace mdash {

/// What `/api/access-control/…` can be asked about, and what may be given there.
struct AccessResource
{
    std::string_view name;
    bool takesUsers, takesTeams, takesRoles;
    std::vector<std::string_view> permissions; // weakest first
};

/// Null for an unknown name.
[[nodiscard]] const AccessResource *findAccessResource(std::string_view name);
[[nodiscard]] std::string descriptionJson(const AccessResource &resource);

/// The list of one folder or dashboard, with the row of the role Admin, which nobody can change.
[[nodiscard]] std::string grantsJson(const std::vector<ObjectGrant> &grants, SecuredObject::Kind kind);
[[nodiscard]] std::string teamGrantsJson(const std::vector<TeamMember> &members);

} // namespace mdash
