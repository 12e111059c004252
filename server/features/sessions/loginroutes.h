#pragma once

#include "features/sessions/passwordcheck.h"
#include "features/sessions/sessioncookies.h"
#include "features/sessions/sessionsservice.h"
#include "platform/crypto/passwordhasher.h"
#include "platform/http/router.h"
#include "platform/http/workers.h"

namespace mdash {

class UsersStore;

/// Signing in and out. One per worker.
class LoginRoutes
{
public:
    /// @p subUrl is the path of root_url without its last slash.
    LoginRoutes(PasswordCheck &passwords, SessionsService &sessions, UsersStore &users, PasswordHasher &hasher,
                const SessionCookies &cookies, std::string subUrl, Worker &worker)
        : m_passwords(passwords), m_sessions(sessions), m_users(users), m_hasher(hasher), m_cookies(cookies), m_subUrl(std::move(subUrl)), m_worker(worker)
    {
    }
    void declare(Router &router);

private:
    struct SignIn;
    Reply signIn(const Request &request, const Principal &caller);
    void proceed(const std::shared_ptr<SignIn> &signIn);
    Result<Response> answer(const PasswordCheck::Outcome &outcome, const SignIn &signIn);
    Result<Response> begin(UserId userId, const Request &request);
    void hashAnew(UserId userId, const QString &old, const Secret &password);
    Result<Response> signOut(const Request &request, const Principal &caller);
    Result<Response> ping(const Request &request, const Principal &caller);

    PasswordCheck &m_passwords;
    SessionsService &m_sessions;
    UsersStore &m_users;
    PasswordHasher &m_hasher;
    const SessionCookies &m_cookies;
    std::string m_subUrl;
    Worker &m_worker;
};

/// Whether @p target is a path of our own: one slash in front, no second one, no backslash, no control character.
[[nodiscard]] bool isOwnPath(std::string_view target);

} // namespace mdash
