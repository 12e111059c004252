#pragma once

#include "features/sessions/loginthrottlestore.h"
#include "features/sessions/sessioncounters.h"
#include "platform/crypto/digest.h"

namespace mdash {

/// Slows down whoever guesses passwords (sessions.md §5): 5 tries in 5 minutes for a login from one network, 50 for a
/// network, and for a login from anywhere a delay that doubles from the fifth failure on, up to a minute. Live sessions
/// are never touched. One per worker; key and counters are the node's.
///
/// Tries from this machine count for their login only: behind a local proxy that is not in trusted_proxies everybody
/// has the loopback address, and one guesser would lock out all.
class LoginThrottle
{
public:
    LoginThrottle(LoginThrottleStore &store, const HmacKey &key, SessionCounters &counters) : m_store(store), m_key(key), m_counters(counters) {}

    /// Counts a try, before the password is looked at. False: refuse it without looking.
    [[nodiscard]] Result<bool> admit(const QString &login, const std::string &address);
    Result<void> onSuccess(const QString &login, const std::string &address);
    Result<void> onFailure(const QString &login);

private:
    struct Names
    {
        QString pair, network, login; // network is empty for this machine
    };
    [[nodiscard]] Names namesOf(const QString &login, const std::string &address) const;
    [[nodiscard]] QString nameOf(const QByteArray &kind, const QByteArray &value) const;

    LoginThrottleStore &m_store;
    const HmacKey &m_key;
    SessionCounters &m_counters;
};

/// The network that counts as one client: /24 of IPv4, /64 of IPv6; empty for loopback addresses.
[[nodiscard]] QByteArray networkOf(const std::string &address);

} // namespace mdash
