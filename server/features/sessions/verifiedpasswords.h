#pragma once

#include "base/clock.h"
#include "platform/crypto/passwordhasher.h"
#include "platform/crypto/digest.h"

#include <QPromise>

#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace mdash {

/// Remembers verdicts on passwords for a minute, so that Basic authentication does not hash with each request; parallel
/// requests with one password share one hash. Holds no password and no hash that is of use elsewhere: its keys are
/// HMACs under a key that dies with the process, and contain the stored hash with its salt, so a change of password is
/// felt at once and no user can be taken for another. One per node; thread-safe.
class VerifiedPasswords
{
public:
    VerifiedPasswords(PasswordHasher &hasher, const Clock &clock);

    /// What to ask with. Without @p phc, for who does not exist, @p login tells people apart.
    [[nodiscard]] QByteArray keyFor(const QString &login, const std::optional<QString> &phc, const Secret &password) const;

    struct Verdict
    {
        bool matches = false;
        bool outdated = false; // the stored hash was made with another cost than this node's
        bool isFresh = false;  // nobody took this verdict of a hash before
        bool isRefusal = false; // the password was not looked at
    };
    [[nodiscard]] std::optional<Verdict> take(const QByteArray &key);
    /// Where another request has this password looked at: finishes with it. Nullopt: the caller has to, by verify(), refuse()
    /// or abandon().
    [[nodiscard]] std::optional<QFuture<Result<void>>> join(const QByteArray &key);
    // After join(). Finish, on any thread, when take() knows, or with an error when nothing was found out; with them finish
    // those who joined.
    [[nodiscard]] QFuture<Result<void>> verify(const QByteArray &key, const Secret &password, const std::optional<QString> &phc);
    /// For a password that must not be looked at: says no when @p delay is over, and for a moment after.
    [[nodiscard]] QFuture<Result<void>> refuse(const QByteArray &key, const QFuture<Result<void>> &delay);
    void abandon(const QByteArray &key, const Error &why);

private:
    struct Held
    {
        Verdict verdict;
        TimePoint until;
    };
    using Waiting = std::vector<std::shared_ptr<QPromise<Result<void>>>>; // of one password that is looked at
    struct State // outlives this object while hashes run
    {
        std::mutex mutex; // guards the rest
        std::unordered_map<std::string, Held> held;
        std::unordered_map<std::string, Waiting> running;
    };
    static void settle(State &state, const std::string &key, const Result<Verdict> &verdict, TimePoint now);
    static void remember(State &state, const std::string &key, const Verdict &verdict, TimePoint now);

    const HmacKey m_key;
    PasswordHasher &m_hasher;
    const Clock &m_clock;
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace mdash
