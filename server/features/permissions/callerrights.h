#pragma once

#include "features/permissions/permissionsstore.h"

#include <map>

namespace mdash {

/// What one caller may do with each folder and dashboard of an organisation: pure arithmetic over his grants.
///
/// The right on an object is the highest of: the grants on it and on every folder that holds it, for the caller, a team
/// of his, or a role he has (an editor is a viewer too); and at the root what the role gives by default (Viewer views,
/// Editor edits) unless a grant for that very role says otherwise. An administrator of the organisation may everything.
class CallerRights
{
public:
    CallerRights(OrgRole role, const std::vector<AppliedGrant> &grants);

    [[nodiscard]] Right on(const SecuredObject &object) const;
    [[nodiscard]] bool allows(const SecuredObject &object, Right least) const { return on(object) >= least; }
    /// Set if every object has this same right, so that a list needs no filter.
    [[nodiscard]] std::optional<Right> uniform() const;

private:
    using Place = std::pair<SecuredObject::Kind, qint64>;
    struct Grants
    {
        Right personal = Right::None;
        std::optional<Right> viewers, editors;
    };
    [[nodiscard]] Right granted(const Place &place, bool isRoot) const;
    [[nodiscard]] Right byRole(const Grants &grants, bool isRoot) const;

    OrgRole m_role;
    std::map<Place, Grants> m_grants;
};

} // namespace mdash
