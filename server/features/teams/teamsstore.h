#pragma once

#include "features/teams/team.h"
#include "platform/storage/database.h"

namespace mdash {

/// Rows of team and team_member.
class TeamsStore
{
public:
    explicit TeamsStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<std::optional<Team>> find(OrgId orgId, TeamId id);
    [[nodiscard]] Result<std::optional<Team>> findByUid(OrgId orgId, const QString &uid);

    struct Filter
    {
        QString query{};     // part of the name
        QString name{};      // exact; empty: any
        UserId memberOnly{}; // only teams of this user
        qint64 offset = 0;
        qint64 limit = 1'000;
    };
    /// In order of name.
    [[nodiscard]] Result<std::vector<Team>> list(OrgId orgId, const Filter &filter);
    [[nodiscard]] Result<qint64> count(OrgId orgId, const Filter &filter);

    /// @p administrator becomes a member, if set. Fails with Conflict if the name is taken.
    Result<Team> insert(OrgId orgId, const QString &name, const QString &email, UserId administrator);
    /// False if there is no such team. Fails with Conflict if the name is taken.
    Result<bool> update(OrgId orgId, TeamId id, const QString &name, const QString &email);
    Result<bool> remove(OrgId orgId, TeamId id);

    [[nodiscard]] Result<std::vector<TeamMember>> members(OrgId orgId, TeamId id);
    [[nodiscard]] Result<std::optional<TeamPermission>> permissionOf(OrgId orgId, TeamId id, UserId userId);
    [[nodiscard]] Result<bool> isInOrganisation(OrgId orgId, UserId userId);
    /// Fails with Conflict if the user is a member already.
    Result<void> addMember(OrgId orgId, TeamId id, UserId userId, TeamPermission permission);
    Result<bool> setPermission(OrgId orgId, TeamId id, UserId userId, TeamPermission permission);
    Result<bool> removeMember(OrgId orgId, TeamId id, UserId userId);
    /// The members become exactly @p members.
    Result<void> replaceMembers(OrgId orgId, TeamId id, const std::vector<std::pair<UserId, TeamPermission>> &members);

private:
    Result<void> insertMember(OrgId orgId, TeamId id, UserId userId, TeamPermission permission);
    Database &m_database;
};

} // namespace mdash
