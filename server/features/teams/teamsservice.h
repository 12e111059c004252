#pragma once

#include "features/teams/teamsstore.h"
#include "platform/http/principal.h"

namespace mdash {

class UsersStore;

/// Teams of an organisation. Administrators of the organisation may everything; members see their team, its
/// administrators manage it. One per worker.
class TeamsService
{
public:
    TeamsService(TeamsStore &teams, UsersStore &users) : m_teams(teams), m_users(users) {}

    /// By id, or by uid where @p idOrUid is no number. Fails with NotFound "Team not found", with Forbidden for strangers.
    [[nodiscard]] Result<Team> find(const Principal &caller, const QString &idOrUid);
    struct Page
    {
        std::vector<Team> teams;
        qint64 total = 0;
    };
    /// Those that the caller may see.
    [[nodiscard]] Result<Page> list(const Principal &caller, TeamsStore::Filter filter);
    [[nodiscard]] Result<std::vector<Team>> teamsOf(OrgId orgId, UserId userId);

    /// Fails with Conflict "Team name taken".
    Result<Team> create(const Principal &caller, const QString &name, const QString &email);
    Result<void> update(const Principal &caller, TeamId id, const QString &name, const QString &email);
    Result<void> remove(const Principal &caller, TeamId id);

    [[nodiscard]] Result<std::vector<TeamMember>> members(const Principal &caller, TeamId id);
    Result<void> addMember(const Principal &caller, TeamId id, UserId userId);
    Result<void> setPermission(const Principal &caller, TeamId id, UserId userId, TeamPermission permission);
    Result<void> removeMember(const Principal &caller, TeamId id, UserId userId);
    /// Makes a member or changes his permission. Fails with InvalidInput for who is not in the organisation.
    Result<void> putMember(const Principal &caller, TeamId id, UserId userId, TeamPermission permission);
    /// By e-mail address or login.
    Result<void> replaceMembers(const Principal &caller, TeamId id, const QStringList &members, const QStringList &administrators);

    /// Fails unless the caller administrates the team or the organisation; NotFound if there is no such team.
    [[nodiscard]] Result<void> requireAdministrator(const Principal &caller, TeamId id, const QString &action);

private:
    Result<void> requireMember(const Principal &caller, TeamId id);
    Result<Team> existing(OrgId orgId, TeamId id, const QString &sentence);
    TeamsStore &m_teams;
    UsersStore &m_users;
};

} // namespace mdash
