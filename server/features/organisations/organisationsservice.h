#pragma once

#include "features/organisations/membersstore.h"
#include "features/organisations/organisationsstore.h"
#include "platform/http/principal.h"

namespace mdash {

class UsersStore;

/// Organisations and who belongs to them. One per worker.
class OrganisationsService
{
public:
    OrganisationsService(OrganisationsStore &organisations, MembersStore &members, UsersStore &users)
        : m_organisations(organisations), m_members(members), m_users(users)
    {
    }

    /// Fails with NotFound "Organization not found".
    [[nodiscard]] Result<Organisation> find(OrgId id);
    [[nodiscard]] Result<Organisation> findByName(const QString &name);
    [[nodiscard]] Result<std::vector<Organisation>> list(const OrganisationsStore::Filter &filter) { return m_organisations.list(filter); }

    /// The caller becomes its administrator, if he is a person. Fails with Conflict "Organization name taken".
    Result<OrgId> create(const Principal &caller, const QString &name);
    /// Fails with InvalidInput "Organization name taken", NotFound.
    Result<void> rename(OrgId id, const QString &name);
    Result<void> setAddress(OrgId id, const Address &address);
    Result<void> remove(const Principal &caller, OrgId id);

    [[nodiscard]] Result<std::vector<OrgMember>> members(OrgId orgId, const MembersStore::Filter &filter) { return m_members.list(orgId, filter); }
    [[nodiscard]] Result<qint64> countMembers(OrgId orgId, const QString &query) { return m_members.count(orgId, query); }
    [[nodiscard]] Result<std::vector<Membership>> membershipsOf(UserId userId) { return m_members.membershipsOf(userId); }

    /// Answers the user who was added. Fails with NotFound "User not found"; with Conflict, whose answer names the user,
    /// if he is a member already; with Forbidden if the role is above the caller's.
    Result<UserId> addMember(const Principal &caller, OrgId orgId, const QString &loginOrEmail, OrgRole role);
    Result<void> setMemberRole(const Principal &caller, OrgId orgId, UserId userId, OrgRole role);
    enum class Removal { Membership, User };
    /// With @p deleteOrphan a user who is in no other organisation is deleted, unless he administrates the server.
    Result<Removal> removeMember(OrgId orgId, UserId userId, bool deleteOrphan);

private:
    OrganisationsStore &m_organisations;
    MembersStore &m_members;
    UsersStore &m_users;
};

/// The roles of tokens and members must not exceed the caller's: Forbidden "Cannot assign a role higher than user's role".
[[nodiscard]] Result<void> mayAssign(const Principal &caller, OrgRole role);

} // namespace mdash
