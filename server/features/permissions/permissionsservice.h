#pragma once

#include "features/permissions/actions.h"
#include "features/permissions/callerrights.h"
#include "platform/http/principal.h"

namespace mdash {

/// Rights on single folders and dashboards. One per worker.
class PermissionsService
{
public:
    /// @p editorsCanAdmin is `[users] editors_can_admin`: editors may make teams.
    PermissionsService(PermissionsStore &store, bool editorsCanAdmin) : m_store(store), m_editorsCanAdmin(editorsCanAdmin) {}

    /// The caller's right on one object. At most one statement; none for administrators.
    [[nodiscard]] Result<Right> rightOn(const Principal &caller, const SecuredObject &object);
    /// Succeeds if the caller has at least @p least on @p object; else Forbidden that names @p action.
    [[nodiscard]] Result<void> require(const Principal &caller, const SecuredObject &object, Right least, const QString &action);
    /// The caller's rights on all objects of his organisation, for lists and searches: one statement, then arithmetic.
    [[nodiscard]] Result<CallerRights> rightsOf(const Principal &caller);

    /// Whether role, server administration, or a grant on some object gives the caller @p action.
    [[nodiscard]] Result<bool> hasAction(const Principal &caller, std::string_view action);
    /// Every action the caller has, in order of name.
    [[nodiscard]] Result<std::vector<const Action *>> actionsOf(const Principal &caller);

    /// Everybody's rights on @p object: own and inherited grants, and the defaults of roles that nothing overrides.
    /// An administrator's is not listed.
    [[nodiscard]] Result<std::vector<ObjectGrant>> grantsOn(OrgId orgId, const SecuredObject &object);
    /// Whether the object has grants of its own.
    [[nodiscard]] Result<bool> hasOwnGrants(OrgId orgId, const SecuredObject &object);

    /// Gives @p grantee the right, or takes it with Right::None. Fails with InvalidInput if the grantee does not belong
    /// to the organisation or the role's right cannot be changed. The caller's own right is not checked here.
    Result<void> grant(OrgId orgId, const SecuredObject &object, const Grantee &grantee, Right right);
    /// The object's list becomes @p grants; a role at the root that is not in it loses its default. Checks as grant(),
    /// and fails with InvalidInput "permission already exists" for a grantee named twice.
    Result<void> replace(OrgId orgId, const SecuredObject &object, std::vector<std::pair<Grantee, Right>> grants);
    /// What a new object at the root gives to the one who made it: a member below Admin administrates what he made.
    /// Runs no transaction of its own, so it may be part of the one that makes the object.
    Result<void> grantCreator(const Principal &creator, const SecuredObject &object);
    /// Call in the transaction that deletes the object.
    Result<void> forget(OrgId orgId, SecuredObject::Kind kind, qint64 id) { return m_store.removeAll(orgId, kind, id); }

private:
    Result<void> check(OrgId orgId, const Grantee &grantee, Right right);
    [[nodiscard]] bool holdsByRole(const Action &action, const Principal &caller) const;
    PermissionsStore &m_store;
    bool m_editorsCanAdmin;
};

} // namespace mdash
