#include "features/users/signedinuserroutes.h"

#include "api/bodyreader.h"
#include "features/organisations/organisationsjson.h"
#include "features/users/usersjson.h"
#include "features/users/usersroutes.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

QFuture<Result<Response>> finished(Result<Response> response)
{
    QPromise<Result<Response>> promise;
    promise.start();
    promise.addResult(std::move(response));
    promise.finish();
    return promise.future();
}

Response helpFlags(const char *message, qint64 flags)
{
    return Response::json(jsonBody([&](JsonWriter &json) {
        json.beginObject().member("message", message).member("helpFlags1", flags).endObject();
    }));
}

} // namespace

void SignedInUserRoutes::declare(Router &router)
{
    // Service accounts read their profile too; a legacy API key belongs to nobody.
    router.add({Method::Get, "/api/user", Access::signedIn(), 1_KiB, handler(this, &SignedInUserRoutes::get)});
    router.add({Method::Get, "/api/user/orgs", Access::signedIn(), 1_KiB, handler(this, &SignedInUserRoutes::organisations)});
    const auto person = Access::user();
    router.add({Method::Put, "/api/user", person, 16_KiB, handler(this, &SignedInUserRoutes::update)});
    router.add({Method::Put, "/api/user/password", person, 16_KiB, [this](const Request &request, const Principal &caller) {
                    return changePassword(request, caller);
                }});
    router.add({Method::Post, "/api/user/using/:orgId", person, 1_KiB, handler(this, &SignedInUserRoutes::setActiveOrg)});
    router.add({Method::Put, "/api/user/helpflags/:flag", person, 1_KiB, handler(this, &SignedInUserRoutes::setHelpFlag)});
    router.add({Method::Get, "/api/user/helpflags/clear", person, 1_KiB, handler(this, &SignedInUserRoutes::clearHelpFlags)});
}

Result<Response> SignedInUserRoutes::get(const Request &, const Principal &caller)
{
    if (!caller.userId.isSet())
        return fail(ErrorCode::Unauthenticated, u"Unauthorized"_s);
    return m_users.find(caller.userId).map([&](User user) {
        user.orgId = caller.orgId;
        return Response::json(profileJson(user));
    });
}

Result<Response> SignedInUserRoutes::update(const Request &request, const Principal &caller)
{
    return profileOf(request)
        .and_then([&](const UserProfile &profile) { return m_users.setProfile(caller.userId, profile); })
        .map([] { return Response::message("User updated"); });
}

Reply SignedInUserRoutes::changePassword(const Request &request, const Principal &caller)
{
    const auto document = request.json();
    if (!document)
        return Result<Response>(tl::unexpected(document.error()));
    BodyReader body(document->root());
    const Secret old(body.text("oldPassword").toUtf8());
    const Secret fresh(body.text("newPassword").toUtf8());
    if (const auto readable = body.done(); !readable)
        return Result<Response>(tl::unexpected(readable.error()));
    const auto stored = m_users.passwordHashOf(caller.userId);
    if (!stored)
        return Result<Response>(tl::unexpected(stored.error()));

    auto next = std::make_shared<QPromise<Result<Response>>>();
    next->start();
    m_hasher.verify(old, *stored).then(QtFuture::Launch::Sync, [this, next, fresh, caller](const Result<PasswordHasher::Verdict> &verdict) {
        const auto answer = [&]() -> QFuture<Result<Response>> {
            if (!verdict)
                return finished(tl::unexpected(verdict.error()));
            if (!verdict->matches)
                return finished(fail(ErrorCode::Unauthenticated, u"Invalid old password"_s));
            if (const auto good = UsersService::checkPassword(fresh, u"New password is too short"_s); !good)
                return finished(tl::unexpected(good.error()));
            return storePassword(fresh, caller);
        };
        answer().then(QtFuture::Launch::Sync, [next](const Result<Response> &response) {
            next->addResult(response);
            next->finish();
        });
    });
    return next->future();
}

QFuture<Result<Response>> SignedInUserRoutes::storePassword(const Secret &password, const Principal &caller)
{
    return continueOn(m_worker, m_hasher.hash(password), [this, caller](const Result<QString> &hash) -> Result<Response> {
        return hash.and_then([&](const QString &phc) { return m_users.setPassword(caller.userId, phc, caller.sessionId); }).map([] {
            return Response::message("User password changed");
        });
    });
}

Result<Response> SignedInUserRoutes::organisations(const Request &, const Principal &caller)
{
    if (!caller.userId.isSet())
        return fail(ErrorCode::Unauthenticated, u"Unauthorized"_s);
    return m_organisations.membershipsOf(caller.userId).map([](const std::vector<Membership> &found) {
        return Response::json(membershipsJson(found));
    });
}

Result<Response> SignedInUserRoutes::setActiveOrg(const Request &request, const Principal &caller)
{
    return request.idParam("orgId")
        .and_then([&](qint64 orgId) { return m_users.setActiveOrg(caller.userId, OrgId{orgId}); })
        .map([] { return Response::message("Active organization changed"); });
}

Result<Response> SignedInUserRoutes::setHelpFlag(const Request &request, const Principal &caller)
{
    const auto flag = request.idParam("flag");
    if (!flag)
        return tl::unexpected(flag.error());
    const auto user = m_users.find(caller.userId);
    if (!user)
        return tl::unexpected(user.error());
    const qint64 flags = user->helpFlags | *flag;
    return m_users.setHelpFlags(caller.userId, flags).map([&] { return helpFlags("Help flag set", flags); });
}

Result<Response> SignedInUserRoutes::clearHelpFlags(const Request &, const Principal &caller)
{
    return m_users.setHelpFlags(caller.userId, 0).map([] { return helpFlags("Help flag set", 0); });
}

} // namespace mdash
