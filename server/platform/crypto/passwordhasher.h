#pragma once

#include "platform/crypto/argon2hash.h"

#include <QFuture>
#include <QThreadPool>

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

namespace mdash {

/// Hashes passwords on at most two threads of its own, so that a flood of logins costs neither the workers nor much
/// memory. Thread-safe; futures finish on a hashing thread.
/// Fails with TooManyRequests (`login.busy`) when 64 hashes wait already.
class PasswordHasher
{
public:
    explicit PasswordHasher(const Argon2Cost &cost, int threads = 2, int queueLimit = 64);
    /// Waits for the hashes that run; those that wait are dropped.
    ~PasswordHasher();
    PasswordHasher(const PasswordHasher &) = delete;
    PasswordHasher &operator=(const PasswordHasher &) = delete;

    [[nodiscard]] QFuture<Result<QString>> hash(const Secret &password);
    /// With another cost than this node's; the next login hashes anew.
    [[nodiscard]] QFuture<Result<QString>> hash(const Secret &password, const Argon2Cost &cost);

    struct Verdict
    {
        bool matches = false;
        bool outdated = false; // made with another cost than this node's: hash anew while the password is at hand
    };
    /// Without @p phc it takes as long as with one and says no, so an answer does not tell whether a user exists.
    [[nodiscard]] QFuture<Result<Verdict>> verify(const Secret &password, const std::optional<QString> &phc);

    /// How long a hash took lately, so that an answer without one can take as long.
    [[nodiscard]] std::chrono::milliseconds typicalTime() const { return std::chrono::milliseconds(m_typicalMs.load(std::memory_order_relaxed)); }
    /// How many hashes run or wait, for md_login_hash_queue.
    [[nodiscard]] int queueLength() const { return m_queued.load(std::memory_order_relaxed); }

private:
    template<class T>
    QFuture<Result<T>> enqueue(std::function<Result<T>()> work);

    const Argon2Cost m_cost;
    const int m_queueLimit;
    std::atomic<int> m_queued{0};
    std::atomic<int> m_typicalMs{110};
    QThreadPool m_threads;
};

} // namespace mdash
