#include "features/users/usersservice.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qsizetype longestName = 190;
constexpr qsizetype shortestPassword = 4;
constexpr qsizetype longestPassword = 1'024;

tl::unexpected<Error> noSuchUser()
{
    return fail(ErrorCode::NotFound, u"user not found"_s);
}

Result<User> foundUser(const std::optional<User> &user)
{
    if (!user)
        return noSuchUser();
    return *user;
}

Result<void> foundOrNot(bool found)
{
    if (!found)
        return noSuchUser();
    return {};
}

Result<void> outcome(UsersStore::Change change, const QString &refusal)
{
    switch (change) {
    case UsersStore::Change::Done: return {};
    case UsersStore::Change::NoUser: return noSuchUser();
    case UsersStore::Change::LastAdministrator: return fail(ErrorCode::InvalidInput, refusal);
    }
    return {};
}

} // namespace

Result<User> UsersService::find(UserId id)
{
    return m_users.find(id).and_then(foundUser);
}

Result<User> UsersService::findByIdentifier(const QString &loginOrEmail)
{
    return m_users.findByIdentifier(loginOrEmail).and_then(foundUser);
}

Result<UserProfile> UsersService::checkedProfile(UserProfile profile)
{
    profile.login = profile.login.trimmed();
    profile.email = profile.email.trimmed();
    if (profile.login.isEmpty() && profile.email.isEmpty())
        return fail(ErrorCode::InvalidInput, u"Validation error, need to specify either username or email"_s);
    if (profile.login.isEmpty())
        profile.login = profile.email;
    const std::pair<QString, qsizetype> lengths[] = {
        {u"login"_s, profile.login.size()}, {u"email"_s, profile.email.size()}, {u"name"_s, profile.name.size()}};
    for (const auto &[field, length] : lengths) {
        if (length > longestName)
            return fail(ErrorCode::InvalidInput, u"%1 must have at most %2 characters"_s.arg(field).arg(longestName));
    }
    static const QStringList themes{u""_s, u"light"_s, u"dark"_s, u"system"_s, u"contrast"_s};
    if (!themes.contains(profile.theme))
        return fail(ErrorCode::InvalidInput, u"Invalid theme"_s);
    return profile;
}

Result<void> UsersService::checkPassword(const Secret &password, const QString &refusal)
{
    const QByteArray &bytes = password.reveal();
    if (bytes.size() > longestPassword || QString::fromUtf8(bytes).size() < shortestPassword)
        return fail(ErrorCode::InvalidInput, refusal);
    return {};
}

Result<UsersService::Place> UsersService::placeFor(OrgId wanted, const QString &login)
{
    if (!wanted.isSet() && !m_policy.autoAssignOrg) {
        return m_organisations.insert(login, UserId{}).map([](OrgId id) { return Place{id, OrgRole::Admin}; });
    }
    const OrgId orgId = wanted.isSet() ? wanted : m_policy.autoAssignOrgId;
    return m_organisations.find(orgId).and_then([&](const std::optional<Organisation> &found) -> Result<Place> {
        if (!found)
            return fail(ErrorCode::InvalidInput, u"organization not found"_s);
        return Place{orgId, m_policy.autoAssignRole};
    });
}

Result<User> UsersService::create(const UserProfile &profile, const QString &passwordHash, OrgId orgId, std::optional<OrgRole> role)
{
    const auto place = placeFor(orgId, profile.login);
    if (!place)
        return tl::unexpected(place.error());
    const auto id = m_users.insert({profile, passwordHash, place->orgId, role.value_or(place->role)});
    if (!id && id.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::PreconditionFailed,
                    u"User with email '%1' or username '%2' already exists"_s.arg(profile.email, profile.login));
    return id.and_then([this](UserId made) { return find(made); });
}

Result<void> UsersService::setProfile(UserId id, const UserProfile &profile)
{
    const auto changed = m_users.setProfile(id, profile);
    if (!changed && changed.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, u"Update would result in user login conflict"_s);
    return changed.and_then(foundOrNot);
}

Result<void> UsersService::setPassword(UserId id, const QString &hash, SessionId kept)
{
    return m_users.setPassword(id, hash, kept).and_then(foundOrNot);
}

Result<void> UsersService::setHelpFlags(UserId id, qint64 flags)
{
    return m_users.setHelpFlags(id, flags).and_then(foundOrNot);
}

Result<void> UsersService::setActiveOrg(UserId id, OrgId orgId)
{
    const auto role = m_members.roleOf(orgId, id);
    if (!role)
        return tl::unexpected(role.error());
    if (!*role)
        return fail(ErrorCode::Unauthenticated, u"Not a valid organization"_s);
    return m_users.setActiveOrg(id, orgId).and_then(foundOrNot);
}

Result<void> UsersService::setAdmin(UserId id, bool isAdmin)
{
    return m_users.setAdmin(id, isAdmin).and_then([](UsersStore::Change change) {
        return outcome(change, u"cannot remove last grafana admin"_s);
    });
}

Result<void> UsersService::setDisabled(UserId id, bool isDisabled)
{
    return m_users.setDisabled(id, isDisabled).and_then([](UsersStore::Change change) {
        return outcome(change, u"cannot disable last server administrator"_s);
    });
}

Result<void> UsersService::remove(UserId id)
{
    return m_users.remove(id).and_then([](UsersStore::Change change) {
        return outcome(change, u"cannot delete last server administrator"_s);
    });
}

} // namespace mdash
