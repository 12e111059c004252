#pragma once

#include "features/sessions/authenticationstore.h"
#include "features/sessions/loginthrottle.h"
#include "features/sessions/verifiedpasswords.h"

#include <functional>

namespace mdash {

/// Whether somebody is who he says he is, by login and password: one statement, the throttle, and a hash that runs
/// elsewhere. Unknown users, wrong passwords and disabled users take the same way. One per worker.
class PasswordCheck
{
public:
    /// A future that finishes after a time; how long refused tries wait, so that they look like any other.
    using Delay = std::function<QFuture<Result<void>>(std::chrono::milliseconds)>;

    PasswordCheck(AuthenticationStore &store, LoginThrottle &throttle, VerifiedPasswords &passwords, PasswordHasher &hasher, Delay delay)
        : m_store(store), m_throttle(throttle), m_passwords(passwords), m_hasher(hasher), m_delay(std::move(delay))
    {
    }

    struct Outcome
    {
        std::optional<Credentials> credentials; // of who may come in
        bool outdated = false;                  // hash the password anew
        /// Ask again, on this worker, when it is finished; an error ends the request.
        std::optional<QFuture<Result<void>>> wait;
    };
    /// @p wantedOrg as for AuthenticationStore::findCredentials().
    [[nodiscard]] Result<Outcome> check(const QString &login, const Secret &password, OrgId wantedOrg, const std::string &address);

private:
    Result<void> count(const VerifiedPasswords::Verdict &verdict, bool comesIn, const QString &login, const std::string &address);
    Result<Outcome> later(const QByteArray &key, const QString &login, const Secret &password, const std::optional<QString> &phc,
                          const std::string &address);

    AuthenticationStore &m_store;
    LoginThrottle &m_throttle;
    VerifiedPasswords &m_passwords;
    PasswordHasher &m_hasher;
    Delay m_delay;
};

} // namespace mdash
