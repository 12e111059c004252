#pragma once

#include "features/invitations/invitationsstore.h"
#include "features/users/usersservice.h"

namespace mdash {

/// Invitations of people who are no users yet. One per worker. Nothing is mailed: who invites passes the link on.
class InvitationsService
{
public:
    InvitationsService(InvitationsStore &store, UsersService &users, OrganisationsService &organisations)
        : m_store(store), m_users(users), m_organisations(organisations)
    {
    }

    /// Who was invited or, if he is a user already, added to the organisation at once.
    struct Outcome
    {
        QString name;
        std::optional<UserId> added;
    };
    /// Fails with Forbidden if the role is above the caller's, with PreconditionFailed if he is a member already.
    Result<Outcome> invite(const Principal &caller, const QString &loginOrEmail, const QString &name, OrgRole role);
    [[nodiscard]] Result<std::vector<Invitation>> list(OrgId orgId) { return m_store.list(orgId); }
    /// Fails with NotFound "Invite not found".
    [[nodiscard]] Result<Invitation> find(const QString &code);
    Result<void> revoke(OrgId orgId, const QString &code);
    /// Makes the user. @p profile is checked. Fails as find() if another one was faster, and as UsersService::create(); then
    /// the invitation stays.
    Result<User> accept(const Invitation &invitation, const UserProfile &profile, const QString &passwordHash);

private:
    InvitationsStore &m_store;
    UsersService &m_users;
    OrganisationsService &m_organisations;
};

} // namespace mdash
