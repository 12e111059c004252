#include "platform/crypto/passwordhasher.h"

#include <QPromise>

#include <openssl/crypto.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

PasswordHasher::PasswordHasher(const Argon2Cost &cost, int threads, int queueLimit) : m_cost(cost), m_queueLimit(queueLimit)
{
    m_threads.setMaxThreadCount(threads);
    m_threads.setObjectName(u"password hashing"_s);
}

PasswordHasher::~PasswordHasher()
{
    m_threads.clear();
    m_threads.waitForDone();
}

template<class T>
QFuture<Result<T>> PasswordHasher::enqueue(std::function<Result<T>()> work)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto future = promise->future();
    if (m_queued.fetch_add(1) >= m_queueLimit) {
        m_queued.fetch_sub(1);
        promise->addResult(fail(ErrorCode::TooManyRequests, u"Too many sign-ins at once, please try again"_s, u"login.busy"_s));
        promise->finish();
        return future;
    }
    m_threads.start([this, promise, work = std::move(work)] {
        const auto begin = std::chrono::steady_clock::now();
        promise->addResult(work());
        OPENSSL_thread_stop(); // what OpenSSL keeps for the thread; the pool does not wait until the thread itself does
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
        m_typicalMs.store((m_typicalMs.load() * 3 + static_cast<int>(took.count())) / 4);
        m_queued.fetch_sub(1);
        promise->finish();
    });
    return future;
}

QFuture<Result<QString>> PasswordHasher::hash(const Secret &password)
{
    return hash(password, m_cost);
}

QFuture<Result<QString>> PasswordHasher::hash(const Secret &password, const Argon2Cost &cost)
{
    return enqueue<QString>([password, cost] { return argon2Hash(password, cost); });
}

QFuture<Result<PasswordHasher::Verdict>> PasswordHasher::verify(const Secret &password, const std::optional<QString> &phc)
{
    return enqueue<Verdict>([password, phc, cost = m_cost]() -> Result<Verdict> {
        if (!phc)
            return argon2Hash(password, cost).map([](const QString &) { return Verdict{}; });
        const auto matches = argon2Verify(password, *phc);
        if (!matches)
            return tl::unexpected(matches.error());
        const auto used = argon2CostOf(*phc);
        return Verdict{*matches, used && *used != cost};
    });
}

} // namespace mdash
