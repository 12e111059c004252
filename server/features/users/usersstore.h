#pragma once

#include "features/users/user.h"
#include "platform/storage/database.h"

#include <vector>

namespace mdash {

/// Rows of user_account for people, and what they may type to sign in (user_identifier).
class UsersStore
{
public:
    explicit UsersStore(Database &database) : m_database(database) {}

    /// People and service accounts.
    [[nodiscard]] Result<std::optional<User>> find(UserId id);
    /// By login or e-mail address, without case; people only.
    [[nodiscard]] Result<std::optional<User>> findByIdentifier(const QString &loginOrEmail);

    struct Filter
    {
        QString query{}; // part of login, e-mail or name
        qint64 offset = 0;
        qint64 limit = 1'000;
    };
    /// People in order of login.
    [[nodiscard]] Result<std::vector<User>> list(const Filter &filter);
    [[nodiscard]] Result<qint64> count(const QString &query);

    struct NewUser
    {
        UserProfile profile;
        QString passwordHash;
        OrgId orgId;
        OrgRole role = OrgRole::Viewer;
        bool isAdmin = false;
    };
    /// Makes the user, his identifiers and his membership. Fails with Conflict if login or e-mail is anybody's.
    Result<UserId> insert(const NewUser &user);
    /// The same for callers that have a transaction of their own.
    Result<UserId> insertRows(const NewUser &user);

    // These answer false if there is no such user.
    /// Fails with Conflict if login or e-mail is another one's.
    Result<bool> setProfile(UserId id, const UserProfile &profile);
    Result<bool> setActiveOrg(UserId id, OrgId orgId);
    Result<bool> setHelpFlags(UserId id, qint64 flags);
    /// Ends the user's sessions but @p kept in the same transaction.
    Result<bool> setPassword(UserId id, const QString &hash, SessionId kept);
    /// Replaces the hash of the same password, if it is still @p old.
    Result<void> replacePasswordHash(UserId id, const QString &old, const QString &hash);
    [[nodiscard]] Result<std::optional<QString>> passwordHashOf(UserId id);

    enum class Change { Done, NoUser, LastAdministrator };
    // The check for the last server administrator and the change are one: parallel calls leave one.
    Result<Change> setAdmin(UserId id, bool isAdmin);
    /// Disabling ends the user's sessions.
    Result<Change> setDisabled(UserId id, bool isDisabled);
    /// Removes the user with everything that is his alone.
    Result<Change> remove(UserId id);

private:
    Result<std::optional<Change>> wouldNotLeaveAnAdministrator(UserId id);
    Result<void> insertIdentifiers(UserId id, const UserProfile &profile);
    Database &m_database;
};

} // namespace mdash
