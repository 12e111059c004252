#pragma once

#include "features/teams/team.h"

#include <string>
#include <vector>

namespace mdash {

[[nodiscard]] std::string teamJson(const Team &team);
[[nodiscard]] std::string teamsJson(const std::vector<Team> &teams);
[[nodiscard]] std::string teamMembersJson(OrgId orgId, const std::vector<TeamMember> &members);

} // namespace mdash
