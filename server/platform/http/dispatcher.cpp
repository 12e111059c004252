#include "platform/http/dispatcher.h"

#include "platform/http/uri.h"

#include <QRandomGenerator>

#include <exception>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

bool isSafe(Method method)
{
    return method == Method::Get || method == Method::Head || method == Method::Options;
}

bool hasCredentials(const Request &request)
{
    return request.hasHeader("cookie") || request.hasHeader("authorization");
}

bool hasAnyAction(Authorizer &authorizer, const Principal &caller, std::string_view actions)
{
    while (!actions.empty()) {
        const std::size_t end = std::min(actions.find('|'), actions.size());
        if (authorizer.hasAction(caller, actions.substr(0, end)))
            return true;
        actions.remove_prefix(std::min(end + 1, actions.size()));
    }
    return false;
}

/// The shape clients know: an id to look for in the log, and the action by name.
Error accessDenied(const std::string &actions)
{
    QString needed = QString::fromStdString(actions);
    if (needed.contains('|'_L1))
        needed = u"any of "_s + needed.replace('|'_L1, ", "_L1);
    const QString id = u"ACE%1"_s.arg(QRandomGenerator::global()->bounded(qint64{10'000'000'000}), 10, 10, '0'_L1);
    const std::string extra = "\"title\":\"Access denied\",\"accessErrorId\":\"" + id.toStdString() + '"';
    return {ErrorCode::Forbidden, u"This needs a permission that you do not have: %1"_s.arg(needed),
            u"accessControl.denied"_s, extra};
}

/// Runs @p handler; what it throws is a mistake of ours, which ends this request only.
Reply guarded(const Handler &handler, const Request &request, const Principal &caller)
{
    try {
        return handler(request, caller);
    } catch (const std::exception &error) {
        return Reply(fail(ErrorCode::Internal, u"exception: %1"_s.arg(QString::fromUtf8(error.what()))));
    }
}

} // namespace

bool isApiPath(std::string_view path)
{
    const auto isAt = [&](std::string_view root) {
        return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
    };
    return isAt("/api") || isAt("/apis");
}

Dispatcher::Dispatcher(OriginPolicy origins, std::string subUrl, bool secureCookies)
    : m_origins(std::move(origins)), m_subUrl(std::move(subUrl)), m_secureCookies(secureCookies)
{
}

/// Pages send people to the sign-in page, which brings them back.
Response Dispatcher::toSignIn(const Request &request) const
{
    Response response = Response::redirect(m_subUrl + "/login");
    std::string target = m_subUrl + request.rawPath;
    if (!request.rawQuery.empty())
        target += "?" + request.rawQuery;
    if (request.path != "/" && target.size() < 2048) {
        std::string cookie = "redirect_to=" + percentEncode(target) + "; Path=" + (m_subUrl.empty() ? "/" : m_subUrl)
            + "; HttpOnly; SameSite=Lax";
        if (m_secureCookies)
            cookie += "; Secure";
        response.header("Set-Cookie", std::move(cookie));
    }
    return response;
}

Response Dispatcher::refused(const Error &error, const Request &request) const
{
    const bool isPageLoad = !isApiPath(request.path) && (request.method == Method::Get || request.method == Method::Head);
    if (error.code == ErrorCode::Unauthenticated && isPageLoad && request.path != "/login")
        return toSignIn(request);
    return mdash::toResponse(error, request.traceId);
}

std::optional<Error> Dispatcher::refusal(HandlerContext &context, const Route &route, const Principal &caller) const
{
    const Error unauthenticated{ErrorCode::Unauthenticated, u"Unauthorized"_s, {}, {}};
    if (route.access.kind == Access::Kind::Public)
        return std::nullopt;
    if (!caller.isSignedIn() || (route.access.kind == Access::Kind::User && !caller.isUser()))
        return unauthenticated;
    if (route.access.kind == Access::Kind::ServerAdmin && !caller.isServerAdmin)
        return Error{ErrorCode::Forbidden, u"Permission denied"_s, {}, {}};
    if (route.access.kind == Access::Kind::Action && !hasAnyAction(context.authorizer(), caller, route.access.action))
        return accessDenied(route.access.action);
    return std::nullopt;
}

Result<Reply> Dispatcher::reply(HandlerContext &context, const Job &job, std::vector<std::string> &cookies) const
{
    static const Route Unknown{Method::Other, {}, Access::signedIn(), 0, [](const Request &, const Principal &) -> Reply {
                                   return Reply(fail(ErrorCode::NotFound, u"Not found"_s));
                               }};
    const Route &route = job.route ? context.router().at(*job.route) : Unknown;
    const bool isPublic = route.access.kind == Access::Kind::Public;
    Authentication who;
    if (!isPublic || hasCredentials(job.request))
        who = context.authenticator().authenticate(job.request);
    cookies = std::move(who.setCookies);
    if (who.error && !isPublic)
        return tl::unexpected(*who.error);
    if (!who.redirect.empty() && !isPublic)
        return Reply(Result<Response>(Response::redirect(who.redirect)));
    const Principal caller = who.error ? Principal{} : std::move(who.principal);
    if (caller.sessionId.isSet() && !isSafe(job.request.method) && !originAllowed(m_origins, job.request))
        return fail(ErrorCode::Forbidden, u"origin not allowed"_s, u"origin.notAllowed"_s);
    if (auto error = refusal(context, route, caller))
        return tl::unexpected(std::move(*error));
    return guarded(route.handler, job.request, caller);
}

void Dispatcher::serve(HandlerContext &context, const std::shared_ptr<Job> &job) const
{
    std::vector<std::string> cookies;
    auto reached = reply(context, *job, cookies);
    const auto send = [job, cookies](Response response) {
        for (const std::string &cookie : cookies)
            response.header("Set-Cookie", cookie);
        job->reply->answer(std::move(response));
    };
    if (!reached)
        return send(refused(reached.error(), job->request));
    if (auto *ready = std::get_if<Result<Response>>(&*reached))
        return send(ready->has_value() ? std::move(**ready) : refused(ready->error(), job->request));
    std::get<QFuture<Result<Response>>>(*reached)
        .then(QtFuture::Launch::Sync,
              [this, send, job](const Result<Response> &result) {
                  send(result ? *result : refused(result.error(), job->request));
              });
}

} // namespace mdash
