#include "features/invitations/invitationsservice.h"

#include "platform/crypto/random.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qsizetype longestName = 190;
constexpr std::size_t CodeLength = 32;

tl::unexpected<Error> noSuchInvitation()
{
    return fail(ErrorCode::NotFound, u"Invite not found"_s);
}

Result<void> checkOffer(const QString &email, const QString &name)
{
    if (!email.contains(u'@') || email.size() > longestName)
        return fail(ErrorCode::InvalidInput, u"loginOrEmail: expected a user, or an e-mail address of at most %1 characters"_s.arg(longestName));
    if (name.size() > longestName)
        return fail(ErrorCode::InvalidInput, u"name must have at most %1 characters"_s.arg(longestName));
    return {};
}

} // namespace

Result<InvitationsService::Outcome> InvitationsService::invite(const Principal &caller, const QString &loginOrEmail, const QString &name, OrgRole role)
{
    if (const auto allowed = mayAssign(caller, role); !allowed)
        return tl::unexpected(allowed.error());
    const auto added = m_organisations.addMember(caller, caller.orgId, loginOrEmail, role);
    if (added)
        return m_users.find(*added).map([](const User &user) { return Outcome{user.login, user.id}; });
    if (added.error().code == ErrorCode::Conflict)
        return fail(ErrorCode::PreconditionFailed, added.error().detail);
    if (added.error().code != ErrorCode::NotFound)
        return tl::unexpected(added.error());
    return checkOffer(loginOrEmail, name)
        .and_then([&] {
            const NewInvitation offer{caller.orgId, loginOrEmail, name, role, caller.userId};
            return m_store.insert(offer, QString::fromStdString(randomAlphanumeric(CodeLength)));
        })
        .map([&] { return Outcome{loginOrEmail, std::nullopt}; });
}

Result<Invitation> InvitationsService::find(const QString &code)
{
    return m_store.find(code).and_then([](const std::optional<Invitation> &found) -> Result<Invitation> {
        if (!found)
            return noSuchInvitation();
        return *found;
    });
}

Result<void> InvitationsService::revoke(OrgId orgId, const QString &code)
{
    return m_store.remove(orgId, code).and_then([](bool wasThere) -> Result<void> {
        if (!wasThere)
            return noSuchInvitation();
        return {};
    });
}

/// Takes the invitation away first, so that it serves once.
Result<User> InvitationsService::accept(const Invitation &invitation, const UserProfile &profile, const QString &passwordHash)
{
    const NewInvitation &offer = invitation.offer;
    if (const auto taken = revoke(offer.orgId, invitation.code); !taken)
        return tl::unexpected(taken.error());
    auto made = m_users.create(profile, passwordHash, offer.orgId, offer.role);
    if (!made) {
        if (const auto returned = m_store.insert(offer, invitation.code); !returned)
            return tl::unexpected(returned.error());
    }
    return made;
}

} // namespace mdash
