#pragma once

#include "features/permissions/securedobject.h"
#include "platform/storage/database.h"

#include <optional>
#include <vector>

namespace mdash {

/// A grant that may concern one caller: his own, of a team of his, or of a role.
struct AppliedGrant
{
    SecuredObject::Kind kind;
    qint64 objectId;
    OrgRole role; // None unless the grant is for a role
    Right right;
};

/// What a caller was given anywhere in an organisation.
struct Reach
{
    Right highest = Right::None; // on any folder or dashboard, by a grant for him or a team of his
    bool inTeam = false;
    bool administratesTeam = false;
};

/// Rows of object_grant.
class PermissionsStore
{
public:
    explicit PermissionsStore(Database &database) : m_database(database) {}

    /// Those on @p object and on the folders that hold it. @p userId may be 0.
    [[nodiscard]] Result<std::vector<AppliedGrant>> appliedTo(OrgId orgId, UserId userId, const SecuredObject &object);
    /// Those on every object of the organisation.
    [[nodiscard]] Result<std::vector<AppliedGrant>> appliedTo(OrgId orgId, UserId userId);
    [[nodiscard]] Result<Reach> reachOf(OrgId orgId, UserId userId);

    /// Everybody's grants on @p object and on the folders that hold it, with names, own ones first.
    [[nodiscard]] Result<std::vector<ObjectGrant>> grantsOn(OrgId orgId, const SecuredObject &object);
    /// The grants of one object alone, without names.
    [[nodiscard]] Result<std::vector<ObjectGrant>> ownGrants(OrgId orgId, SecuredObject::Kind kind, qint64 id);

    /// Fails with Conflict if the grantee has a row on the object.
    Result<void> insert(OrgId orgId, SecuredObject::Kind kind, qint64 id, const Grantee &grantee, Right right);
    /// Sets the grantee's right, whether there was a row or not.
    Result<void> put(OrgId orgId, SecuredObject::Kind kind, qint64 id, const Grantee &grantee, Right right);
    Result<void> remove(OrgId orgId, SecuredObject::Kind kind, qint64 id, const Grantee &grantee);
    Result<void> removeAll(OrgId orgId, SecuredObject::Kind kind, qint64 id);
    /// The object's grants become exactly @p grants, in one transaction.
    Result<void> replace(OrgId orgId, SecuredObject::Kind kind, qint64 id, const std::vector<std::pair<Grantee, Right>> &grants);

    /// Whether the user, service account or team belongs to the organisation.
    [[nodiscard]] Result<bool> isMember(OrgId orgId, const Grantee &grantee);

private:
    Database &m_database;
};

} // namespace mdash
