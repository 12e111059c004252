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

std::optional<QFuture<Result<void>>> VerifiedPasswords::join(const QByteArray &key)
{
    const std::scoped_lock lock(m_state->mutex);
    const auto [running, isNew] = m_state->running.try_emplace(key.toStdString());
    if (isNew)
        return std::nullopt;
    running->second.push_back(std::make_shared<QPromise<Result<void>>>());
    running->second.back()->start();
    return running->second.back()->future();
}

QFuture<Result<void>> VerifiedPasswords::verify(const QByteArray &key, const Secret &password, const std::optional<QString> &phc)
{
    return m_hasher.verify(password, phc).then(
        QtFuture::Launch::Sync, [state = m_state, id = key.toStdString(), &clock = m_clock](const Result<PasswordHasher::Verdict> &verdict) {
            settle(*state, id, verdict.map([](const auto &found) { return Verdict{found.matches, found.outdated, true}; }), clock.now());
            return verdict.map([](const auto &) {});
        });
}

QFuture<Result<void>> VerifiedPasswords::refuse(const QByteArray &key, const QFuture<Result<void>> &delay)
{
    return QFuture<Result<void>>(delay).then(QtFuture::Launch::Sync,
                                             [state = m_state, id = key.toStdString(), &clock = m_clock](const Result<void> &done) {
                                                 settle(*state, id, Verdict{.isRefusal = true}, clock.now());
                                                 return done;
                                             });
}

void VerifiedPasswords::abandon(const QByteArray &key, const Error &why)
{
    settle(*m_state, key.toStdString(), tl::unexpected(why), m_clock.now());
}

void VerifiedPasswords::settle(State &state, const std::string &key, const Result<Verdict> &verdict, TimePoint now)
{
    Waiting waiting;
    {
        const std::scoped_lock lock(state.mutex);
        if (auto running = state.running.extract(key))
            waiting = std::move(running.mapped());
        if (verdict)
            remember(state, key, *verdict, now);
    }
    for (const auto &one : waiting) {
        one->addResult(verdict.map([](const Verdict &) {}));
        one->finish();
    }
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
