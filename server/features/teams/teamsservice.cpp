#include "features/teams/teamsservice.h"

#include "features/users/usersstore.h"
#include "model/accessdenied.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qsizetype longestName = 190;

const QString &notFound()
{
    static const QString sentence = u"Team not found"_s;
    return sentence;
}

Result<void> checkLengths(const QString &name, const QString &email)
{
    if (name.isEmpty() || name.size() > longestName)
        return fail(ErrorCode::InvalidInput, u"name must have 1 to %1 characters"_s.arg(longestName));
    if (email.size() > longestName)
        return fail(ErrorCode::InvalidInput, u"email must have at most %1 characters"_s.arg(longestName));
    return {};
}

Result<void> memberFound(bool found)
{
    if (!found)
        return fail(ErrorCode::NotFound, u"Team member not found."_s);
    return {};
}

} // namespace

Result<Team> TeamsService::existing(OrgId orgId, TeamId id, const QString &sentence)
{
    return m_teams.find(orgId, id).and_then([&](const std::optional<Team> &team) -> Result<Team> {
        if (!team)
            return fail(ErrorCode::NotFound, sentence);
        return *team;
    });
}

Result<void> TeamsService::requireMember(const Principal &caller, TeamId id)
{
    if (caller.role == OrgRole::Admin)
        return {};
    return m_teams.permissionOf(caller.orgId, id, caller.userId).and_then([](const auto &permission) -> Result<void> {
        if (!permission)
            return tl::unexpected(accessDenied(u"teams:read"_s));
        return {};
    });
}

Result<void> TeamsService::requireAdministrator(const Principal &caller, TeamId id, const QString &action)
{
    if (const auto team = existing(caller.orgId, id, notFound()); !team)
        return tl::unexpected(team.error());
    if (caller.role == OrgRole::Admin)
        return {};
    return m_teams.permissionOf(caller.orgId, id, caller.userId).and_then([&](const auto &permission) -> Result<void> {
        if (permission != TeamPermission::Administrator)
            return tl::unexpected(accessDenied(action));
        return {};
    });
}

Result<Team> TeamsService::find(const Principal &caller, const QString &idOrUid)
{
    bool isNumber = false;
    const TeamId id{idOrUid.toLongLong(&isNumber)};
    auto team = isNumber ? m_teams.find(caller.orgId, id) : m_teams.findByUid(caller.orgId, idOrUid);
    if (!team)
        return tl::unexpected(team.error());
    if (!*team && !isNumber)
        return fail(ErrorCode::InvalidInput, u"id is invalid"_s);
    if (!*team)
        return fail(ErrorCode::NotFound, notFound());
    return requireMember(caller, (*team)->id).map([&] { return **team; });
}

Result<TeamsService::Page> TeamsService::list(const Principal &caller, TeamsStore::Filter filter)
{
    if (caller.role != OrgRole::Admin)
        filter.memberOnly = caller.userId;
    const auto total = m_teams.count(caller.orgId, filter);
    if (!total)
        return tl::unexpected(total.error());
    return m_teams.list(caller.orgId, filter).map([&](std::vector<Team> teams) { return Page{std::move(teams), *total}; });
}

Result<std::vector<Team>> TeamsService::teamsOf(OrgId orgId, UserId userId)
{
    TeamsStore::Filter filter;
    filter.memberOnly = userId;
    return m_teams.list(orgId, filter);
}

Result<Team> TeamsService::create(const Principal &caller, const QString &name, const QString &email)
{
    if (const auto good = checkLengths(name, email); !good)
        return tl::unexpected(good.error());
    auto team = m_teams.insert(caller.orgId, name, email, caller.isUser() ? caller.userId : UserId{});
    if (!team && team.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, u"Team name taken"_s);
    return team;
}

Result<void> TeamsService::update(const Principal &caller, TeamId id, const QString &name, const QString &email)
{
    if (auto allowed = requireAdministrator(caller, id, u"teams:write"_s); !allowed)
        return allowed;
    if (auto good = checkLengths(name, email); !good)
        return good;
    const auto changed = m_teams.update(caller.orgId, id, name, email);
    if (!changed && changed.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::InvalidInput, u"Team name taken"_s);
    return changed.map([](bool) {});
}

Result<void> TeamsService::remove(const Principal &caller, TeamId id)
{
    if (const auto team = existing(caller.orgId, id, u"Failed to delete Team. ID not found"_s); !team)
        return tl::unexpected(team.error());
    if (auto allowed = requireAdministrator(caller, id, u"teams:delete"_s); !allowed)
        return allowed;
    return m_teams.remove(caller.orgId, id).map([](bool) {});
}

Result<std::vector<TeamMember>> TeamsService::members(const Principal &caller, TeamId id)
{
    if (const auto team = existing(caller.orgId, id, notFound()); !team)
        return tl::unexpected(team.error());
    return requireMember(caller, id).and_then([&] { return m_teams.members(caller.orgId, id); });
}

Result<void> TeamsService::addMember(const Principal &caller, TeamId id, UserId userId)
{
    if (auto allowed = requireAdministrator(caller, id, u"teams.permissions:write"_s); !allowed)
        return allowed;
    const auto isKnown = m_teams.isInOrganisation(caller.orgId, userId);
    if (!isKnown)
        return tl::unexpected(isKnown.error());
    if (!*isKnown)
        return fail(ErrorCode::NotFound, u"User not found"_s);
    const auto added = m_teams.addMember(caller.orgId, id, userId, TeamPermission::Member);
    if (!added && added.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::InvalidInput, u"User is already added to this team"_s);
    return added;
}

Result<void> TeamsService::setPermission(const Principal &caller, TeamId id, UserId userId, TeamPermission permission)
{
    if (auto allowed = requireAdministrator(caller, id, u"teams.permissions:write"_s); !allowed)
        return allowed;
    return m_teams.setPermission(caller.orgId, id, userId, permission).and_then(memberFound);
}

Result<void> TeamsService::removeMember(const Principal &caller, TeamId id, UserId userId)
{
    if (auto allowed = requireAdministrator(caller, id, u"teams.permissions:write"_s); !allowed)
        return allowed;
    return m_teams.removeMember(caller.orgId, id, userId).and_then(memberFound);
}

Result<void> TeamsService::putMember(const Principal &caller, TeamId id, UserId userId, TeamPermission permission)
{
    if (auto allowed = requireAdministrator(caller, id, u"teams.permissions:write"_s); !allowed)
        return allowed;
    const auto isKnown = m_teams.isInOrganisation(caller.orgId, userId);
    if (!isKnown)
        return tl::unexpected(isKnown.error());
    if (!*isKnown)
        return fail(ErrorCode::InvalidInput, u"failed to set user permission"_s);
    const auto changed = m_teams.setPermission(caller.orgId, id, userId, permission);
    if (!changed)
        return tl::unexpected(changed.error());
    if (*changed)
        return {};
    return m_teams.addMember(caller.orgId, id, userId, permission);
}

Result<void> TeamsService::replaceMembers(const Principal &caller, TeamId id, const QStringList &members, const QStringList &administrators)
{
    if (auto allowed = requireAdministrator(caller, id, u"teams.permissions:write"_s); !allowed)
        return allowed;
    std::map<qint64, TeamPermission> wanted;
    const auto add = [&](const QString &name, TeamPermission permission) -> Result<void> {
        const auto user = m_users.findByIdentifier(name);
        if (!user)
            return tl::unexpected(user.error());
        const auto isKnown = *user ? m_teams.isInOrganisation(caller.orgId, (*user)->id) : Result<bool>(false);
        if (!isKnown)
            return tl::unexpected(isKnown.error());
        if (!*isKnown)
            return fail(ErrorCode::InvalidInput, u"%1 is no member of this organization"_s.arg(name));
        wanted[(*user)->id.value] = permission;
        return {};
    };
    for (const QString &name : members) {
        if (auto added = add(name, TeamPermission::Member); !added)
            return added;
    }
    for (const QString &name : administrators) {
        if (auto added = add(name, TeamPermission::Administrator); !added)
            return added;
    }
    std::vector<std::pair<UserId, TeamPermission>> rows;
    for (const auto &[userId, permission] : wanted)
        rows.emplace_back(UserId{userId}, permission);
    return m_teams.replaceMembers(caller.orgId, id, rows);
}

} // namespace mdash
