#pragma once

#include "base/id.h"

#include <QString>

namespace mdash {

/// What a member may do with his team; the numbers are the API's.
enum class TeamPermission { Member = 0, Administrator = 4 };

struct Team
{
    TeamId id;
    OrgId orgId;
    QString uid{}, name{}, email{};
    qint64 memberCount = 0;
};

struct TeamMember
{
    TeamId teamId;
    UserId userId;
    QString login{}, email{}, name{};
    TeamPermission permission = TeamPermission::Member;
};

} // namespace mdash
