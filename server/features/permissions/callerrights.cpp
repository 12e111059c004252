#include "features/permissions/callerrights.h"

namespace mdash {

CallerRights::CallerRights(OrgRole role, const std::vector<AppliedGrant> &grants) : m_role(role)
{
    for (const AppliedGrant &grant : grants) {
        Grants &here = m_grants[{grant.kind, grant.objectId}];
        if (grant.role == OrgRole::Viewer)
            here.viewers = grant.right;
        else if (grant.role == OrgRole::Editor)
            here.editors = grant.right;
        else
            here.personal = std::max(here.personal, grant.right);
    }
}

Right CallerRights::on(const SecuredObject &object) const
{
    if (m_role == OrgRole::Admin)
        return Right::Admin;
    Right right = granted({object.kind, object.id}, object.folders.empty());
    bool isRoot = true;
    for (const FolderId folder : object.folders) {
        right = std::max(right, granted({SecuredObject::Kind::Folder, folder.value}, isRoot));
        isRoot = false;
    }
    return right;
}

std::optional<Right> CallerRights::uniform() const
{
    if (m_role == OrgRole::Admin)
        return Right::Admin;
    if (m_grants.empty())
        return byRole({}, true);
    return std::nullopt;
}

Right CallerRights::granted(const Place &place, bool isRoot) const
{
    const auto found = m_grants.find(place);
    if (found == m_grants.end())
        return isRoot ? byRole({}, true) : Right::None;
    return std::max(found->second.personal, byRole(found->second, isRoot));
}

Right CallerRights::byRole(const Grants &grants, bool isRoot) const
{
    Right right = Right::None;
    if (m_role >= OrgRole::Viewer)
        right = grants.viewers.value_or(isRoot ? Right::View : Right::None);
    if (m_role >= OrgRole::Editor)
        right = std::max(right, grants.editors.value_or(isRoot ? Right::Edit : Right::None));
    return right;
}

} // namespace mdash
