#include "features/sessions/verifiedpasswords.h"

#include "platform/crypto/random.h"

namespace mdash {
namespace {

constexpr std::chrono::seconds holdGood{60};
constexpr std::chrono::seconds holdBad{5};
constexpr std::size_t mostHeld = 10'000;

} // namespace

VerifiedPasswords::VerifiedPasswords(PasswordHasher &hasher, const Clock &clock)
    : m_key(Secret(randomBytes(32))), m_hasher(hasher), m_clock(clock)
{
}

QByteArray VerifiedPasswords::keyFor(const QString &login, const std::optional<QString> &phc, const Secret &password) const
{
    const QByteArray account = phc ? phc->toUtf8() : "login " + login.toUtf8().toHex();
    return m_key.sign(account + '\n' + password.reveal()); // no account contains a line break
}

std::optional<VerifiedPasswords::Verdict> VerifiedPasswords::take(const QByteArray &key)
{
    const std::scoped_lock lock(m_state->mutex);
    const auto held = m_state->held.find(key.toStdString());
    if (held == m_state->held.end() || held->second.until < m_clock.now())
        return std::nullopt;
    const Verdict verdict = held->second.verdict;
    held->second.verdict.isFresh = false;
    return verdict;
}

void VerifiedPasswords::refuse(const QByteArray &key)
{
    const std::scoped_lock lock(m_state->mutex);
    remember(*m_state, key.toStdString(), Verdict{}, m_clock.now());
}

QFuture<Result<void>> VerifiedPasswords::verify(const QByteArray &key, const Secret &password, const std::optional<QString> &phc)
{
    const std::string id = key.toStdString();
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    auto future = promise->future();
    {
        const std::scoped_lock lock(m_state->mutex);
        Waiting &waiting = m_state->running[id];
        waiting.push_back(std::move(promise));
        if (waiting.size() > 1)
            return future;
    }
    m_hasher.verify(password, phc).then(
        QtFuture::Launch::Sync, [state = m_state, id, &clock = m_clock](const Result<PasswordHasher::Verdict> &verdict) {
            Waiting waiting;
            {
                const std::scoped_lock lock(state->mutex);
                waiting = std::move(state->running.extract(id).mapped());
                if (verdict)
                    remember(*state, id, {verdict->matches, verdict->outdated, true}, clock.now());
            }
            for (const auto &one : waiting) {
                one->addResult(verdict.map([](const auto &) {}));
                one->finish();
            }
        });
    return future;
}

void VerifiedPasswords::remember(State &state, const std::string &key, const Verdict &verdict, TimePoint now)
{
    if (state.held.size() >= mostHeld)
        std::erase_if(state.held, [&](const auto &entry) { return entry.second.until < now; });
    if (state.held.size() >= mostHeld)
        state.held.clear();
    state.held.insert_or_assign(key, Held{verdict, now + (verdict.matches ? holdGood : holdBad)});
}

} // namespace mdash
