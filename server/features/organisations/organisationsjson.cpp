#include "features/organisations/organisationsjson.h"

#include "base/json.h"
#include "features/users/lastseen.h"
#include "features/users/avatar.h"
#include "platform/http/response.h"

namespace mdash {

std::string organisationJson(const Organisation &organisation)
{
    return jsonBody([&](JsonWriter &json) {
        const Address &address = organisation.address;
        json.beginObject().member("id", organisation.id.value).member("name", organisation.name).key("address").beginObject();
        json.member("address1", address.address1).member("address2", address.address2).member("city", address.city);
        json.member("zipCode", address.zipCode).member("state", address.state).member("country", address.country);
        json.endObject().endObject();
    });
}

void writeMember(JsonWriter &json, const OrgMember &member, TimePoint now)
{
    json.beginObject().member("orgId", member.orgId.value).member("userId", member.userId.value).member("uid", member.uid);
    json.member("email", member.email).member("name", member.name).member("login", member.login);
    json.member("avatarUrl", avatarPath(member.email, member.login)).member("role", roleName(member.role));
    writeLastSeen(json, member.lastSeenAt, now);
    json.member("isDisabled", member.isDisabled).member("isExternallySynced", false).key("authLabels").beginArray().endArray();
    json.endObject();
}

std::string membersJson(const std::vector<OrgMember> &members, TimePoint now)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginArray();
        for (const OrgMember &member : members)
            writeMember(json, member, now);
        json.endArray();
    });
}

std::string membershipsJson(const std::vector<Membership> &memberships)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginArray();
        for (const Membership &one : memberships) {
            json.beginObject().member("orgId", one.orgId.value).member("name", one.orgName);
            json.member("role", roleName(one.role)).endObject();
        }
        json.endArray();
    });
}

} // namespace mdash
