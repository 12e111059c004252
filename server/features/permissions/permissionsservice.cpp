#include "features/permissions/permissionsservice.h"

#include "model/accessdenied.h"

#include <set>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr OrgRole rolesWithDefaults[] = {OrgRole::Viewer, OrgRole::Editor};

Right defaultRight(OrgRole role)
{
    return role == OrgRole::Editor ? Right::Edit : Right::View;
}

Grantee granteeOf(OrgRole role)
{
    return {UserId{}, TeamId{}, role};
}

bool holdsByReach(const Action &action, const Reach &reach)
{
    if (action.grantedWith != Right::None && reach.highest >= action.grantedWith)
        return true;
    return (action.team == Action::Team::Member && reach.inTeam)
        || (action.team == Action::Team::Administrator && reach.administratesTeam);
}

bool canBeReached(const Action &action)
{
    return action.grantedWith != Right::None || action.team != Action::Team::No;
}

} // namespace

Result<Right> PermissionsService::rightOn(const Principal &caller, const SecuredObject &object)
{
    if (caller.role == OrgRole::Admin)
        return Right::Admin;
    return m_store.appliedTo(caller.orgId, caller.userId, object).map([&](const std::vector<AppliedGrant> &grants) {
        return CallerRights(caller.role, grants).on(object);
    });
}

Result<void> PermissionsService::require(const Principal &caller, const SecuredObject &object, Right least, const QString &action)
{
    const auto right = rightOn(caller, object);
    if (!right)
        return tl::unexpected(right.error());
    if (*right < least)
        return tl::unexpected(accessDenied(action));
    return {};
}

Result<CallerRights> PermissionsService::rightsOf(const Principal &caller)
{
    if (caller.role == OrgRole::Admin)
        return CallerRights(caller.role, {});
    return m_store.appliedTo(caller.orgId, caller.userId).map([&](const std::vector<AppliedGrant> &grants) {
        return CallerRights(caller.role, grants);
    });
}

bool PermissionsService::holdsByRole(const Action &action, const Principal &caller) const
{
    return holds(action, caller.role, caller.isServerAdmin)
        || (m_editorsCanAdmin && caller.role == OrgRole::Editor && action.name == "teams:create");
}

Result<bool> PermissionsService::hasAction(const Principal &caller, std::string_view action)
{
    const Action *known = findAction(action);
    if (!known)
        return false;
    if (holdsByRole(*known, caller))
        return true;
    if (!canBeReached(*known))
        return false;
    return m_store.reachOf(caller.orgId, caller.userId).map([&](const Reach &reach) { return holdsByReach(*known, reach); });
}

Result<std::vector<const Action *>> PermissionsService::actionsOf(const Principal &caller)
{
    const auto reach = m_store.reachOf(caller.orgId, caller.userId);
    if (!reach)
        return tl::unexpected(reach.error());
    std::vector<const Action *> held;
    for (const Action &action : allActions()) {
        if (holdsByRole(action, caller) || holdsByReach(action, *reach))
            held.push_back(&action);
    }
    return held;
}

Result<std::vector<ObjectGrant>> PermissionsService::grantsOn(OrgId orgId, const SecuredObject &object)
{
    auto stored = m_store.grantsOn(orgId, object);
    if (!stored)
        return stored;
    const bool isRoot = object.folders.empty();
    const auto rootKind = isRoot ? object.kind : SecuredObject::Kind::Folder;
    const qint64 rootId = isRoot ? object.id : object.folders.front().value;

    std::vector<ObjectGrant> all;
    std::set<OrgRole> overridden;
    for (ObjectGrant &grant : *stored) {
        if (grant.grantee.role != OrgRole::None && grant.holderKind == rootKind && grant.holderId == rootId)
            overridden.insert(grant.grantee.role);
        if (grant.right != Right::None)
            all.push_back(std::move(grant));
    }
    for (const OrgRole role : rolesWithDefaults) {
        if (!overridden.contains(role))
            all.push_back({0, granteeOf(role), defaultRight(role), !isRoot, rootKind, rootId});
    }
    return all;
}

Result<bool> PermissionsService::hasOwnGrants(OrgId orgId, const SecuredObject &object)
{
    return m_store.ownGrants(orgId, object.kind, object.id).map([](const auto &grants) { return !grants.empty(); });
}

Result<void> PermissionsService::check(OrgId orgId, const Grantee &grantee, Right right)
{
    const int named = int(grantee.userId.isSet()) + int(grantee.teamId.isSet()) + int(grantee.role != OrgRole::None);
    if (named != 1)
        return fail(ErrorCode::InvalidInput, u"a permission needs exactly one of userId, teamId and role"_s);
    if (grantee.role == OrgRole::Admin) {
        if (right == Right::Admin)
            return {};
        return fail(ErrorCode::InvalidInput, u"the role Admin always has the permission Admin"_s);
    }
    if (grantee.role != OrgRole::None)
        return {};
    const auto member = m_store.isMember(orgId, grantee);
    if (!member)
        return tl::unexpected(member.error());
    if (!*member && right != Right::None)
        return fail(ErrorCode::InvalidInput, grantee.userId.isSet() ? u"user %1 is no member of this organization"_s.arg(grantee.userId.value)
                                                                    : u"team %1 does not exist"_s.arg(grantee.teamId.value));
    return {};
}

Result<void> PermissionsService::grant(OrgId orgId, const SecuredObject &object, const Grantee &grantee, Right right)
{
    if (auto checked = check(orgId, grantee, right); !checked)
        return checked;
    if (grantee.role == OrgRole::Admin)
        return {}; // has it without a row
    const bool takesDefault = right == Right::None && grantee.role != OrgRole::None && object.folders.empty();
    if (right == Right::None && !takesDefault)
        return m_store.remove(orgId, object.kind, object.id, grantee);
    return m_store.put(orgId, object.kind, object.id, grantee, right);
}

Result<void> PermissionsService::replace(OrgId orgId, const SecuredObject &object, std::vector<std::pair<Grantee, Right>> grants)
{
    std::set<Grantee> seen;
    for (const auto &[grantee, right] : grants) {
        if (auto checked = check(orgId, grantee, right); !checked)
            return checked;
        if (!seen.insert(grantee).second)
            return fail(ErrorCode::InvalidInput, u"permission already exists"_s);
    }
    std::erase_if(grants, [](const auto &grant) { return grant.first.role == OrgRole::Admin || grant.second == Right::None; });
    if (object.folders.empty()) {
        for (const OrgRole role : rolesWithDefaults) {
            const bool listed = std::ranges::any_of(grants, [&](const auto &grant) { return grant.first.role == role; });
            if (!listed)
                grants.emplace_back(granteeOf(role), Right::None);
        }
    }
    return m_store.replace(orgId, object.kind, object.id, grants);
}

Result<void> PermissionsService::grantCreator(const Principal &creator, const SecuredObject &object)
{
    if (!creator.userId.isSet() || creator.role == OrgRole::Admin || !object.folders.empty())
        return {};
    return m_store.insert(creator.orgId, object.kind, object.id, {creator.userId, TeamId{}, OrgRole::None}, Right::Admin);
}

} // namespace mdash
