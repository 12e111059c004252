#include "features/organisations/organisationsservice.h"

#include "features/users/usersstore.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qsizetype longestName = 190;

Result<void> checkName(const QString &name)
{
    if (name.isEmpty() || name.size() > longestName)
        return fail(ErrorCode::InvalidInput, u"name must have 1 to %1 characters"_s.arg(longestName));
    return {};
}

tl::unexpected<Error> noSuchOrganisation()
{
    return fail(ErrorCode::NotFound, u"Organization not found"_s);
}

Result<void> foundOrNot(bool found)
{
    if (!found)
        return noSuchOrganisation();
    return {};
}

} // namespace

Result<void> mayAssign(const Principal &caller, OrgRole role)
{
    if (!caller.isServerAdmin && role > caller.role)
        return fail(ErrorCode::Forbidden, u"Cannot assign a role higher than user's role"_s);
    return {};
}

Result<Organisation> OrganisationsService::find(OrgId id)
{
    return m_organisations.find(id).and_then([](const std::optional<Organisation> &found) -> Result<Organisation> {
        if (!found)
            return noSuchOrganisation();
        return *found;
    });
}

Result<Organisation> OrganisationsService::findByName(const QString &name)
{
    return m_organisations.findByName(name).and_then([](const std::optional<Organisation> &found) -> Result<Organisation> {
        if (!found)
            return noSuchOrganisation();
        return *found;
    });
}

Result<OrgId> OrganisationsService::create(const Principal &caller, const QString &name)
{
    if (const auto good = checkName(name); !good)
        return tl::unexpected(good.error());
    auto id = m_organisations.insert(name, caller.isUser() ? caller.userId : UserId{});
    if (!id && id.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, u"Organization name taken"_s);
    return id;
}

Result<void> OrganisationsService::rename(OrgId id, const QString &name)
{
    if (auto good = checkName(name); !good)
        return good;
    const auto renamed = m_organisations.rename(id, name);
    if (!renamed && renamed.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::InvalidInput, u"Organization name taken"_s);
    return renamed.and_then(foundOrNot);
}

Result<void> OrganisationsService::setAddress(OrgId id, const Address &address)
{
    const std::tuple<QString, QString, qsizetype> fields[] = {
        {u"address1"_s, address.address1, 255}, {u"address2"_s, address.address2, 255}, {u"city"_s, address.city, 255},
        {u"zipcode"_s, address.zipCode, 50},    {u"state"_s, address.state, 255},       {u"country"_s, address.country, 255},
    };
    for (const auto &[name, value, longest] : fields) {
        if (value.size() > longest)
            return fail(ErrorCode::InvalidInput, u"%1 must have at most %2 characters"_s.arg(name).arg(longest));
    }
    return m_organisations.setAddress(id, address).and_then(foundOrNot);
}

Result<void> OrganisationsService::remove(const Principal &caller, OrgId id)
{
    if (caller.orgId == id)
        return fail(ErrorCode::InvalidInput, u"Can not delete org for current user"_s);
    return m_organisations.remove(id).and_then([](bool found) -> Result<void> {
        if (!found)
            return fail(ErrorCode::NotFound, u"Failed to delete organization. ID not found"_s);
        return {};
    });
}

Result<UserId> OrganisationsService::addMember(const Principal &caller, OrgId orgId, const QString &loginOrEmail, OrgRole role)
{
    if (const auto allowed = mayAssign(caller, role); !allowed)
        return tl::unexpected(allowed.error());
    if (const auto org = find(orgId); !org)
        return tl::unexpected(org.error());
    const auto user = m_users.findByIdentifier(loginOrEmail);
    if (!user)
        return tl::unexpected(user.error());
    if (!*user)
        return fail(ErrorCode::NotFound, u"User not found"_s);
    const UserId id = (*user)->id;
    const auto added = m_members.add(orgId, id, role);
    if (!added && added.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::Conflict, u"User is already member of this organization"_s, {}, "\"userId\":" + std::to_string(id.value));
    return added.map([id] { return id; });
}

Result<void> OrganisationsService::setMemberRole(const Principal &caller, OrgId orgId, UserId userId, OrgRole role)
{
    if (auto allowed = mayAssign(caller, role); !allowed)
        return allowed;
    return m_members.setRole(orgId, userId, role).and_then([](MembersStore::Change change) -> Result<void> {
        switch (change) {
        case MembersStore::Change::Done: return {};
        case MembersStore::Change::NoMember: return fail(ErrorCode::NotFound, u"User not found"_s);
        case MembersStore::Change::LastAdministrator:
            return fail(ErrorCode::InvalidInput, u"Cannot change role so that there is no organization admin left"_s);
        }
        return {};
    });
}

Result<OrganisationsService::Removal> OrganisationsService::removeMember(OrgId orgId, UserId userId, bool deleteOrphan)
{
    const auto change = m_members.remove(orgId, userId);
    if (!change)
        return tl::unexpected(change.error());
    if (*change == MembersStore::Change::NoMember)
        return fail(ErrorCode::NotFound, u"User not found"_s);
    if (*change == MembersStore::Change::LastAdministrator)
        return fail(ErrorCode::InvalidInput, u"Cannot remove last organization admin"_s);
    if (!deleteOrphan)
        return Removal::Membership;

    const auto memberships = m_members.membershipsOf(userId);
    const auto user = m_users.find(userId);
    if (!memberships || !user)
        return tl::unexpected(!memberships ? memberships.error() : user.error());
    if (!memberships->empty() || !*user || (*user)->isAdmin)
        return Removal::Membership;
    return m_users.remove(userId).map([](UsersStore::Change) { return Removal::User; });
}

} // namespace mdash
