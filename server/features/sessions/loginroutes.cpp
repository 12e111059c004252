#include "features/sessions/loginroutes.h"

#include "api/bodyreader.h"
#include "features/sessions/sessionauthenticator.h"
#include "features/users/usersstore.h"
#include "platform/http/uri.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

tl::unexpected<Error> badLogin()
{
    return fail(ErrorCode::Unauthenticated, u"Invalid username or password"_s, u"login.invalid"_s);
}

/// Where the sign-in page was come from, if that is a place of ours.
std::string targetOf(const Request &request)
{
    const std::string target = decodeQueryComponent(request.cookie("redirect_to"));
    return isOwnPath(target) ? target : std::string();
}

} // namespace

bool isOwnPath(std::string_view target)
{
    return target.starts_with('/') && !target.starts_with("//") && target.size() < 2'048
        && std::ranges::none_of(target, [](char c) { return c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

struct LoginRoutes::SignIn
{
    void finish(const Result<Response> &result)
    {
        promise.addResult(result);
        promise.finish();
    }

    QString user;
    Secret password;
    Request request;
    QPromise<Result<Response>> promise{};
};

void LoginRoutes::declare(Router &router)
{
    router.add({Method::Post, "/login", Access::everyone(), 16_KiB, [this](const Request &request, const Principal &caller) {
                    return signIn(request, caller);
                }});
    router.add({Method::Get, "/logout", Access::everyone(), 1_KiB, handler(this, &LoginRoutes::signOut)});
    router.add({Method::Get, "/api/login/ping", Access::signedIn(), 1_KiB, handler(this, &LoginRoutes::ping)});
}

Reply LoginRoutes::signIn(const Request &request, const Principal &)
{
    const Result<Response> bad = fail(ErrorCode::InvalidInput, u"bad login data"_s);
    const auto document = request.json();
    if (!document)
        return bad;
    BodyReader body(document->root());
    const QString user = body.text("user");
    const Secret password(body.text("password").toUtf8());
    if (user.trimmed().isEmpty() || password.isEmpty() || !body.done())
        return bad;
    auto signIn = std::make_shared<SignIn>(SignIn{user, password, request});
    signIn->promise.start();
    proceed(signIn);
    return signIn->promise.future();
}

/// Looks again after each hash: another node may have replaced the one that was verified meanwhile. Each hash is a try that
/// the throttle counts, so this ends.
void LoginRoutes::proceed(const std::shared_ptr<SignIn> &signIn)
{
    const auto outcome = m_passwords.check(signIn->user, signIn->password, OrgId{}, signIn->request.clientAddress);
    if (outcome && outcome->wait) {
        continueOn(m_worker, *outcome->wait, [this, signIn](const Result<void> &done) {
            if (done)
                proceed(signIn);
            else
                signIn->finish(tl::unexpected(done.error()));
            return done;
        });
        return;
    }
    signIn->finish(outcome.and_then([&](const PasswordCheck::Outcome &known) { return answer(known, *signIn); }));
}

Result<Response> LoginRoutes::answer(const PasswordCheck::Outcome &outcome, const SignIn &signIn)
{
    if (!outcome.credentials)
        return badLogin();
    const UserId userId = outcome.credentials->identity.userId;
    auto response = begin(userId, signIn.request);
    if (response && outcome.outdated)
        hashAnew(userId, *outcome.credentials->passwordHash, signIn.password);
    return response;
}

Result<Response> LoginRoutes::begin(UserId userId, const Request &request)
{
    const auto token = m_sessions.begin(userId, traitsOf(request));
    if (!token)
        return tl::unexpected(token.error());
    const std::string target = targetOf(request);
    Response response = Response::json(jsonBody([&](JsonWriter &json) {
        json.beginObject().member("message", "Logged in");
        if (!target.empty())
            json.member("redirectUrl", target);
        json.endObject();
    }));
    for (std::string &cookie : m_cookies.write(*token, request))
        response.header("Set-Cookie", std::move(cookie));
    if (request.hasHeader("cookie") && !request.cookie("redirect_to").empty())
        response.header("Set-Cookie", "redirect_to=; Path=" + (m_subUrl.empty() ? "/" : m_subUrl) + "; Max-Age=0; HttpOnly; SameSite=Lax");
    return response;
}

void LoginRoutes::hashAnew(UserId userId, const QString &old, const Secret &password)
{
    continueOn(m_worker, m_hasher.hash(password), [this, userId, old](const Result<QString> &hash) {
        return hash.and_then([&](const QString &phc) { return m_users.replacePasswordHash(userId, old, phc); });
    });
}

Result<Response> LoginRoutes::signOut(const Request &request, const Principal &)
{
    Response response = Response::redirect(m_subUrl + "/login");
    if (request.header("sec-fetch-site") == "cross-site")
        return response; // another site must not end our sessions
    if (const auto ended = m_sessions.signOut(m_cookies.read(request)); !ended)
        return tl::unexpected(ended.error());
    for (std::string &cookie : m_cookies.clear())
        response.header("Set-Cookie", std::move(cookie));
    return response;
}

Result<Response> LoginRoutes::ping(const Request &, const Principal &)
{
    return Response::json("Logged in"); // clients compare the text; it never was JSON
}

} // namespace mdash
