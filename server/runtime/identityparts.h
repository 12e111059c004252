#pragma once

#include "features/organisations/organisation.h"
#include "features/sessions/sessionauthenticator.h"
#include "features/sessions/sessioncookies.h"
#include "features/sessions/sessiontoken.h"
#include "features/sessions/verifiedpasswords.h"
#include "features/users/firststart.h"
#include "features/users/usersservice.h"
#include "platform/crypto/keyring.h"
#include "platform/crypto/passwordhasher.h"
#include "runtime/answerdelay.h"
#include "runtime/nodeoptions.h"

namespace mdash {

/// What all workers share to know who asks: keys, caches and the rules of the settings. Thread-safe or read only; made
/// on the main thread.
struct IdentityParts
{
    /// @p ageOfMemory says how old the newest that this node knows of the cluster is.
    IdentityParts(const NodeOptions &options, const Secret &secretKey, const Clock &clock, std::function<Millis()> ageOfMemory);

    PasswordHasher hasher;
    const SessionTokens tokens;
    const SessionLifetimes lifetimes;
    const SessionCookies cookies;
    VerifiedPasswords passwords;
    const HmacKey throttleKey;
    AnswerDelay delay;
    KeyRing keys;
    CheckedSessions checkedSessions;
    SessionCounters sessionCounters;
    const AuthenticationOptions authentication;
    const NewUserPolicy newUsers;
    const std::string subUrl; // path of root_url without its last slash
    const qint64 longestTokenLife; // s; -1: no limit
    const bool usersMakeOrganisations;
    const QString rootUrl; // ends in '/'
    const Millis inviteLifetime;
};

/// `[security] admin_…`.
[[nodiscard]] FirstStart::Options firstStartOptions(const SecurityOptions &security);

/// The configured key, or the one of @p dataPath/secret_key, which is made if it is not there: 0600, 256 random bits.
/// Fails with a sentence that names the file, or if the key is one that everybody knows.
[[nodiscard]] Result<Secret> secretKeyOf(const Secret &configured, const QString &dataPath);

} // namespace mdash
