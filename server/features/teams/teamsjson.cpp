#include "features/teams/teamsjson.h"

#include "features/users/avatar.h"
#include "platform/http/response.h"

namespace mdash {
namespace {

void writeTeam(JsonWriter &json, const Team &team)
{
    json.beginObject().member("id", team.id.value).member("uid", team.uid).member("orgId", team.orgId.value);
    json.member("name", team.name).member("email", team.email).member("externalUID", "").member("isProvisioned", false);
    json.member("avatarUrl", avatarPath(team.email, team.name)).member("memberCount", team.memberCount);
    json.member("permission", 0).key("accessControl").null().endObject();
}

} // namespace

std::string teamJson(const Team &team)
{
    return jsonBody([&](JsonWriter &json) { writeTeam(json, team); });
}

std::string teamsJson(const std::vector<Team> &teams)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginArray();
        for (const Team &team : teams)
            writeTeam(json, team);
        json.endArray();
    });
}

std::string teamMembersJson(OrgId orgId, const std::vector<TeamMember> &members)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginArray();
        for (const TeamMember &member : members) {
            json.beginObject().member("orgId", orgId.value).member("teamId", member.teamId.value);
            json.member("userId", member.userId.value).member("auth_module", "").member("email", member.email);
            json.member("name", member.name).member("login", member.login).member("avatarUrl", avatarPath(member.email, member.login));
            json.key("labels").beginArray().endArray().member("permission", static_cast<int>(member.permission)).endObject();
        }
        json.endArray();
    });
}

} // namespace mdash
