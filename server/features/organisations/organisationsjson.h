#pragma once

#include "features/organisations/organisation.h"

#include "base/clock.h"

#include <string>
#include <vector>

namespace mdash {

class JsonWriter;

[[nodiscard]] std::string organisationJson(const Organisation &organisation);
void writeMember(JsonWriter &json, const OrgMember &member, TimePoint now);
[[nodiscard]] std::string membersJson(const std::vector<OrgMember> &members, TimePoint now);
/// `[{"orgId":…,"name":…,"role":…}]`.
[[nodiscard]] std::string membershipsJson(const std::vector<Membership> &memberships);

} // namespace mdash
