#include "features/permissions/accesscontroljson.h"

#include "features/users/avatar.h"
#include "platform/http/response.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// Whom an entry is for, as far as its managed role is named after it.
QString managedRole(const Grantee &grantee)
{
    if (grantee.userId.isSet())
        return u"managed:users:%1:permissions"_s.arg(grantee.userId.value);
    if (grantee.teamId.isSet())
        return u"managed:teams:%1:permissions"_s.arg(grantee.teamId.value);
    return u"managed:builtins:%1:permissions"_s.arg(roleName(grantee.role).toLower());
}

std::vector<std::string> actionsOf(Right right, SecuredObject::Kind kind)
{
    std::vector<std::string> actions;
    const auto add = [&](const std::string &resource) {
        if (right >= Right::View)
            actions.push_back(resource + ":read");
        if (right >= Right::Edit)
            actions.insert(actions.end(), {resource + ":write", resource + ":delete"});
        if (right >= Right::Admin)
            actions.insert(actions.end(), {resource + ".permissions:read", resource + ".permissions:write"});
    };
    add("dashboards");
    if (kind == SecuredObject::Kind::Folder) {
        add("folders");
        if (right >= Right::Edit)
            actions.push_back("dashboards:create");
    }
    return actions;
}

void writeGrantee(JsonWriter &json, const ObjectGrant &grant)
{
    if (grant.grantee.userId.isSet()) {
        json.member("userId", grant.grantee.userId.value).member("userLogin", grant.userLogin);
        json.member("userAvatarUrl", avatarPath(grant.userEmail, grant.userLogin));
    } else if (grant.grantee.teamId.isSet()) {
        json.member("teamId", grant.grantee.teamId.value).member("team", grant.teamName);
        json.member("teamAvatarUrl", avatarPath(grant.teamEmail, grant.teamName));
    } else {
        json.member("builtInRole", roleName(grant.grantee.role));
    }
}

void writeGrant(JsonWriter &json, const ObjectGrant &grant, SecuredObject::Kind kind)
{
    json.beginObject().member("id", grant.id).member("roleName", managedRole(grant.grantee)).member("isManaged", !grant.isInherited);
    json.member("isInherited", grant.isInherited).member("isServiceAccount", false);
    writeGrantee(json, grant);
    json.key("actions").beginArray();
    for (const std::string &action : actionsOf(grant.right, kind))
        json.value(action);
    json.endArray().member("permission", rightName(grant.right)).endObject();
}

} // namespace

const AccessResource *findAccessResource(std::string_view name)
{
    static const AccessResource resources[] = {
        {"dashboards", true, true, true, {"View", "Edit", "Admin"}},
        {"folders", true, true, true, {"View", "Edit", "Admin"}},
        {"teams", true, false, false, {"Member", "Admin"}},
        {"serviceaccounts", true, true, false, {"Edit", "Admin"}},
        {"datasources", true, true, true, {"Query", "Edit", "Admin"}},
    };
    const auto found = std::ranges::find(resources, name, &AccessResource::name);
    return found == std::end(resources) ? nullptr : found;
}

std::string descriptionJson(const AccessResource &resource)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().key("assignments").beginObject().member("users", resource.takesUsers);
        json.member("teams", resource.takesTeams).member("builtInRoles", resource.takesRoles).endObject();
        json.key("permissions").beginArray();
        for (const std::string_view permission : resource.permissions)
            json.value(permission);
        json.endArray().endObject();
    });
}

std::string grantsJson(const std::vector<ObjectGrant> &grants, SecuredObject::Kind kind)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginArray();
        for (const ObjectGrant &grant : grants)
            writeGrant(json, grant, kind);
        writeGrant(json, ObjectGrant{0, {UserId{}, TeamId{}, OrgRole::Admin}, Right::Admin}, kind);
        json.endArray();
    });
}

std::string teamGrantsJson(const std::vector<TeamMember> &members)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginArray();
        for (const TeamMember &member : members) {
            const bool isAdministrator = member.permission == TeamPermission::Administrator;
            json.beginObject().member("id", member.userId.value).member("roleName", managedRole({member.userId, TeamId{}, OrgRole::None}));
            json.member("isManaged", true).member("isInherited", false).member("isServiceAccount", false);
            json.member("userId", member.userId.value).member("userLogin", member.login);
            json.member("userAvatarUrl", avatarPath(member.email, member.login)).key("actions").beginArray().value("teams:read");
            if (isAdministrator)
                json.value("teams:write").value("teams:delete").value("teams.permissions:read").value("teams.permissions:write");
            json.endArray().member("permission", isAdministrator ? "Admin" : "Member").endObject();
        }
        json.endArray();
    });
}

} // namespace mdash
