#include "platform/http/dispatcher.h"

#include "model/accessdenied.h"
#include "platform/http/compression.h"
#include "platform/http/httpmetrics.h"
#include "platform/http/takeuntil.h"
#include "platform/http/uri.h"
#include "platform/http/workers.h"

#include <algorithm>
#include <exception>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

constexpr int MostWaits = 3; // for a password's hash: another node may replace it while we verify it

bool isSafe(Method method)
{
    return method == Method::Get || method == Method::Head || method == Method::Options;
}

bool hasCredentials(const Request &request)
{
    return request.hasHeader("cookie") || request.hasHeader("authorization");
}

Result<bool> hasAnyAction(Authorizer &authorizer, const Principal &caller, std::string_view actions)
{
    Result<bool> has = false;
    while (has && !*has && !actions.empty())
        has = authorizer.hasAction(caller, takeUntil(actions, '|'));
    return has;
}

/// "any of a, b" for "a|b".
QString namesOf(const std::string &actions)
{
    const QString names = QString::fromStdString(actions);
    return names.contains('|'_L1) ? u"any of "_s + QString(names).replace('|'_L1, ", "_L1) : names;
}

Authentication unauthenticated(const Error &error)
{
    Authentication who;
    who.error = error;
    return who;
}

/// Adds what authentication wants to set, unless the handler sets the same cookie: a new sign-in wins over an old one.
void addCookies(Response &response, const std::vector<std::string> &cookies)
{
    for (const std::string &cookie : cookies) {
        const std::string_view name = std::string_view(cookie).substr(0, cookie.find('=') + 1);
        const bool isSet = std::ranges::any_of(response.headers, [&](const auto &header) {
            return header.first == "Set-Cookie" && header.second.starts_with(name);
        });
        if (!isSet)
            response.header("Set-Cookie", cookie);
    }
}

/// Whether @p route can be answered although authentication failed with @p who's error.
bool copes(const Route &route, const Authentication &who)
{
    if (route.access.kind == Access::Kind::Public)
        return true;
    if (who.error->code != ErrorCode::Unavailable)
        return false;
    return route.withoutDatabase == WithoutDatabase::Serves || (route.withoutDatabase == WithoutDatabase::Remembers && who.principal.staleFor);
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

Dispatcher::Dispatcher(OriginPolicy origins, std::string subUrl, bool secureCookies, bool compresses, HttpMetrics &metrics)
    : m_origins(std::move(origins)), m_subUrl(std::move(subUrl)), m_secureCookies(secureCookies), m_compresses(compresses), m_metrics(metrics)
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
        return accessDenied(u"server administrator"_s);
    if (route.access.kind != Access::Kind::Action)
        return std::nullopt;
    const auto isAllowed = hasAnyAction(context.authorizer(), caller, route.access.action);
    if (!isAllowed)
        return isAllowed.error();
    return *isAllowed ? std::nullopt : std::optional(accessDenied(namesOf(route.access.action)));
}

const Route &Dispatcher::routeOf(HandlerContext &context, const Job &job)
{
    static const Route Unknown{Method::Other, {}, Access::signedIn(), 0, [](const Request &, const Principal &) -> Reply {
                                   return Reply(fail(ErrorCode::NotFound, u"Not found"_s));
                               }};
    return job.route ? context.router().at(*job.route) : Unknown;
}

Result<Reply> Dispatcher::reply(HandlerContext &context, const Job &job, Authentication &who) const
{
    const Route &route = routeOf(context, job);
    const bool isPublic = route.access.kind == Access::Kind::Public;
    if (who.error && !copes(route, who))
        return tl::unexpected(*who.error);
    if (!who.redirect.empty() && !isPublic)
        return Reply(Result<Response>(Response::redirect(who.redirect)));
    if (who.error && route.withoutDatabase != WithoutDatabase::Remembers)
        return guarded(route.handler, job.request, Principal{});
    const Principal caller = std::move(who.principal);
    if (caller.sessionId.isSet() && !isSafe(job.request.method) && !originAllowed(m_origins, job.request)) {
        m_metrics.refusedOrigins.Increment();
        return fail(ErrorCode::Forbidden, u"origin not allowed"_s, u"origin.notAllowed"_s);
    }
    if (auto error = refusal(context, route, caller))
        return tl::unexpected(std::move(*error));
    return guarded(route.handler, job.request, caller);
}

void Dispatcher::serve(Worker &worker, const std::shared_ptr<Job> &job) const
{
    authenticate(worker, job, MostWaits);
}

void Dispatcher::authenticate(Worker &worker, const std::shared_ptr<Job> &job, int waits) const
{
    auto &context = worker.graph<HandlerContext>();
    const bool isPublic = routeOf(context, *job).access.kind == Access::Kind::Public;
    Authentication who;
    if (!isPublic || hasCredentials(job->request))
        who = context.authenticator().authenticate(job->request);
    if (who.wait && waits == 0)
        who = unauthenticated({ErrorCode::TooManyRequests, u"Too many sign-ins at once, please try again"_s, u"login.busy"_s, {}});
    if (!who.wait)
        return serveAs(context, job, std::move(who));
    who.wait->then(QtFuture::Launch::Sync, [this, &worker, job, waits](const Result<void> &done) {
        worker.post([this, &worker, job, waits, done] {
            if (done)
                authenticate(worker, job, waits - 1);
            else
                serveAs(worker.graph<HandlerContext>(), job, unauthenticated(done.error()));
        });
    });
}

void Dispatcher::serveAs(HandlerContext &context, const std::shared_ptr<Job> &job, Authentication who) const
{
    const std::vector<std::string> cookies = std::move(who.setCookies);
    const auto staleFor = who.principal.staleFor;
    auto reached = reply(context, *job, who);
    const auto send = [this, job, cookies, staleFor](Response response) {
        addCookies(response, cookies);
        if (staleFor && response.status < 400)
            response.header("X-MD-Stale", std::to_string(std::chrono::ceil<std::chrono::seconds>(*staleFor).count()));
        if (m_compresses)
            compress(response, job->request);
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
