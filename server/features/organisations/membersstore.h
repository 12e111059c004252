#pragma once

#include "features/organisations/organisation.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of org_user: who belongs to which organisation, as what. Service accounts have rows too; lists leave them out.
class MembersStore
{
public:
    explicit MembersStore(Database &database) : m_database(database) {}

    struct Filter
    {
        QString query{}; // part of login, e-mail or name
        qint64 offset = 0;
        qint64 limit = 1'000;
    };
    /// In order of login and e-mail.
    [[nodiscard]] Result<std::vector<OrgMember>> list(OrgId orgId, const Filter &filter);
    [[nodiscard]] Result<qint64> count(OrgId orgId, const QString &query);
    [[nodiscard]] Result<std::optional<OrgRole>> roleOf(OrgId orgId, UserId userId);
    /// In order of name.
    [[nodiscard]] Result<std::vector<Membership>> membershipsOf(UserId userId);

    /// Fails with Conflict if the user is a member already. Who had no organisation is now active in this one.
    Result<void> add(OrgId orgId, UserId userId, OrgRole role);

    enum class Change { Done, NoMember, LastAdministrator };
    /// The check for the last administrator and the change are one: parallel calls leave one administrator.
    Result<Change> setRole(OrgId orgId, UserId userId, OrgRole role);
    Result<Change> remove(OrgId orgId, UserId userId);

private:
    Result<std::optional<Change>> wouldNotLeaveAnAdministrator(OrgId orgId, UserId userId);
    Database &m_database;
};

} // namespace mdash
