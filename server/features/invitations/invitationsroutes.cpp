#include "features/invitations/invitationsroutes.h"

#include "api/bodyreader.h"
#include "base/timestamp.h"
#include "features/sessions/sessionauthenticator.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

void write(JsonWriter &json, const Invitation &invitation, const QString &rootUrl)
{
    const NewInvitation &offer = invitation.offer;
    json.beginObject().member("id", invitation.id).member("orgId", offer.orgId.value).member("email", offer.email).member("name", offer.name);
    json.member("role", roleName(offer.role)).member("invitedByLogin", invitation.inviterLogin).member("invitedByEmail", invitation.inviterEmail);
    json.member("invitedByName", invitation.inviterName).member("code", invitation.code).member("status", "InvitePending");
    json.member("url", rootUrl + u"invite/"_s + invitation.code).member("emailSent", false).member("emailSentOn", formatTimestamp(0));
    json.member("createdOn", formatTimestamp(invitation.createdAt)).endObject();
}

Result<Response> refused(const Error &error)
{
    return tl::unexpected(error);
}

} // namespace

void InvitationsRoutes::declare(Router &router)
{
    const Access adds = Access::to("org.users:add");
    router.add({Method::Get, "/api/org/invites", adds, 1_KiB, handler(this, &InvitationsRoutes::list)});
    router.add({Method::Post, "/api/org/invites", adds, 16_KiB, handler(this, &InvitationsRoutes::invite)});
    router.add({Method::Patch, "/api/org/invites/:code/revoke", adds, 1_KiB, handler(this, &InvitationsRoutes::revoke)});
    router.add({Method::Delete, "/api/org/invites/:code/revoke", adds, 1_KiB, handler(this, &InvitationsRoutes::revoke)});
    router.add({Method::Get, "/api/user/invite/:code", Access::everyone(), 1_KiB, handler(this, &InvitationsRoutes::find)});
    router.add({Method::Post, "/api/user/invite/complete", Access::everyone(), 16_KiB, [this](const Request &request, const Principal &caller) {
                    return accept(request, caller);
                }});
}

Result<Response> InvitationsRoutes::list(const Request &, const Principal &caller)
{
    return m_invitations.list(caller.orgId).map([this](const std::vector<Invitation> &found) {
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginArray();
            for (const Invitation &one : found)
                write(json, one, m_rootUrl);
            json.endArray();
        }));
    });
}

Result<Response> InvitationsRoutes::invite(const Request &request, const Principal &caller)
{
    const auto document = request.json();
    if (!document)
        return tl::unexpected(document.error());
    BodyReader body(document->root());
    const QString loginOrEmail = body.text("loginOrEmail").trimmed(), name = body.text("name");
    const auto role = parseRole(body.text("role"));
    const bool sendsEmail = body.boolean("sendEmail");
    if (loginOrEmail.isEmpty() || !role || !body.done())
        return badRequestData();
    if (sendsEmail)
        return fail(ErrorCode::PreconditionFailed, u"sendEmail is true, but this server sends no mail: pass the link on yourself"_s);
    return m_invitations.invite(caller, loginOrEmail, name, *role).map([](const InvitationsService::Outcome &outcome) {
        if (!outcome.added)
            return Response::message("Created invite for " + outcome.name.toStdString());
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("message", u"Existing user %1 added to the organization"_s.arg(outcome.name));
            json.member("userId", outcome.added->value).endObject();
        }));
    });
}

Result<Response> InvitationsRoutes::revoke(const Request &request, const Principal &caller)
{
    return m_invitations.revoke(caller.orgId, request.param("code")).map([] { return Response::message("Invite revoked"); });
}

Result<Response> InvitationsRoutes::find(const Request &request, const Principal &)
{
    return m_invitations.find(request.param("code")).map([](const Invitation &found) {
        const QString inviter = found.inviterName.isEmpty() ? found.inviterLogin : found.inviterName;
        return Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("email", found.offer.email).member("name", found.offer.name).member("username", found.offer.email);
            json.member("invitedBy", inviter).endObject();
        }));
    });
}

Reply InvitationsRoutes::accept(const Request &request, const Principal &)
{
    const auto document = request.json();
    if (!document)
        return refused(document.error());
    BodyReader body(document->root());
    const QString code = body.text("inviteCode"), email = body.text("email");
    const UserProfile wanted{body.text("username"), email, body.text("name"), QString()};
    const Secret password(body.text("password").toUtf8()), again(body.text("confirmPassword").toUtf8());
    if (const auto readable = body.done(); !readable)
        return refused(readable.error());
    if (!again.isEmpty() && again.reveal() != password.reveal())
        return refused({ErrorCode::InvalidInput, u"Passwords do not match"_s, {}, {}});
    if (const auto good = UsersService::checkPassword(password, u"Password is missing or too short"_s); !good)
        return refused(good.error());
    const auto invitation = m_invitations.find(code);
    const auto profile = UsersService::checkedProfile(wanted);
    if (!invitation || !profile)
        return refused(!invitation ? invitation.error() : profile.error());
    return continueOn(m_worker, m_hasher.hash(password),
                      [this, request, invitation = *invitation, profile = *profile](const Result<QString> &hash) -> Result<Response> {
                          return hash.and_then([&](const QString &phc) { return m_invitations.accept(invitation, profile, phc); })
                              .and_then([&](const User &made) { return signIn(made, request); });
                      });
}

Result<Response> InvitationsRoutes::signIn(const User &user, const Request &request)
{
    return m_sessions.begin(user.id, traitsOf(request)).map([&](const IssuedToken &token) {
        Response response = Response::json(jsonBody([&](JsonWriter &json) {
            json.beginObject().member("message", "User created and logged in").member("id", user.id.value).endObject();
        }));
        for (std::string &cookie : m_cookies.write(token, request))
            response.header("Set-Cookie", std::move(cookie));
        return response;
    });
}

} // namespace mdash
