#include "features/sessions/passwordcheck.h"

namespace mdash {

Result<PasswordCheck::Outcome> PasswordCheck::check(const QString &login, const Secret &password, OrgId wantedOrg, const std::string &address)
{
    const auto stored = m_store.findCredentials(login, wantedOrg);
    if (!stored)
        return tl::unexpected(stored.error());
    const std::optional<QString> phc = *stored ? (*stored)->passwordHash : std::nullopt;
    const QByteArray key = m_passwords.keyFor(login, phc, password);
    const auto verdict = m_passwords.take(key);
    if (!verdict)
        return later(key, login, password, phc, address);

    const bool comesIn = verdict->matches && *stored && !(*stored)->identity.isDisabled;
    if (const auto counted = count(*verdict, comesIn, login, address); !counted)
        return tl::unexpected(counted.error());
    Outcome outcome;
    if (comesIn)
        outcome.credentials = *stored;
    outcome.outdated = verdict->isFresh && verdict->outdated;
    return outcome;
}

/// A wrong password that is remembered counts like one that is hashed: whoever repeats it is guessing, too.
Result<void> PasswordCheck::count(const VerifiedPasswords::Verdict &verdict, bool comesIn, const QString &login, const std::string &address)
{
    if (comesIn)
        return verdict.isFresh ? m_throttle.onSuccess(login, address) : Result<void>();
    if (verdict.isRefusal)
        return {};
    const auto admitted = verdict.isFresh ? Result<bool>(true) : m_throttle.admit(login, address);
    return admitted.and_then([&](bool isCounted) { return isCounted ? m_throttle.onFailure(login) : Result<void>(); });
}

Result<PasswordCheck::Outcome> PasswordCheck::later(const QByteArray &key, const QString &login, const Secret &password,
                                                    const std::optional<QString> &phc, const std::string &address)
{
    Outcome outcome;
    outcome.wait = m_passwords.join(key);
    if (outcome.wait)
        return outcome;
    const auto admitted = m_throttle.admit(login, address);
    if (!admitted) {
        m_passwords.abandon(key, admitted.error());
        return tl::unexpected(admitted.error());
    }
    outcome.wait = *admitted ? m_passwords.verify(key, password, phc) : m_passwords.refuse(key, m_delay(m_hasher.typicalTime()));
    return outcome;
}

} // namespace mdash
