#pragma once

#include "features/organisations/organisationsservice.h"
#include "features/users/usersstore.h"

namespace mdash {

/// Where new users go; `[users]`.
struct NewUserPolicy
{
    bool autoAssignOrg = true;
    OrgId autoAssignOrgId{1};
    OrgRole autoAssignRole = OrgRole::Viewer;
};

/// People: who there is, what they are called, and who administrates the server. One per worker.
class UsersService
{
public:
    UsersService(UsersStore &users, OrganisationsStore &organisations, MembersStore &members, const NewUserPolicy &policy)
        : m_users(users), m_organisations(organisations), m_members(members), m_policy(policy)
    {
    }

    /// Fails with NotFound "user not found".
    [[nodiscard]] Result<User> find(UserId id);
    [[nodiscard]] Result<User> findByIdentifier(const QString &loginOrEmail);
    [[nodiscard]] Result<std::vector<User>> list(const UsersStore::Filter &filter) { return m_users.list(filter); }
    [[nodiscard]] Result<qint64> count(const QString &query) { return m_users.count(query); }

    /// The profile as it would be stored: trimmed, with the e-mail address as login if there is none. Fails with
    /// InvalidInput if it names neither, or a field is too long.
    [[nodiscard]] static Result<UserProfile> checkedProfile(UserProfile profile);
    /// Fails with InvalidInput @p refusal unless it has at least 4 characters and at most 1024 bytes.
    [[nodiscard]] static Result<void> checkPassword(const Secret &password, const QString &refusal);

    /// @p profile is checked. Without @p orgId the policy says where he goes, without @p role as what. Fails with PreconditionFailed if login or
    /// e-mail is taken, with InvalidInput "organization not found".
    Result<User> create(const UserProfile &profile, const QString &passwordHash, OrgId orgId, std::optional<OrgRole> role = {});
    /// Fails with Conflict if login or e-mail is another one's.
    Result<void> setProfile(UserId id, const UserProfile &profile);
    /// Ends the user's sessions but @p kept.
    Result<void> setPassword(UserId id, const QString &hash, SessionId kept);
    /// The hash of the user's password; nothing if he has none.
    [[nodiscard]] Result<std::optional<QString>> passwordHashOf(UserId id) { return m_users.passwordHashOf(id); }
    Result<void> setHelpFlags(UserId id, qint64 flags);
    /// Fails with Unauthenticated "Not a valid organization" unless he is a member.
    Result<void> setActiveOrg(UserId id, OrgId orgId);

    Result<void> setAdmin(UserId id, bool isAdmin);
    Result<void> setDisabled(UserId id, bool isDisabled);
    Result<void> remove(UserId id);

private:
    struct Place
    {
        OrgId orgId;
        OrgRole role;
    };
    [[nodiscard]] Result<Place> placeFor(OrgId wanted, const QString &login);

    UsersStore &m_users;
    OrganisationsStore &m_organisations;
    MembersStore &m_members;
    NewUserPolicy m_policy;
};

} // namespace mdash
