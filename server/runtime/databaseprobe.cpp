#include "runtime/databaseprobe.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcProbe, "mdash.database", QtInfoMsg)

namespace mdash {

namespace {

constexpr auto betweenQuestions = 1'000ms;
constexpr auto betweenTries = 50ms; // the connection's own back-off decides when one is made
// A database that has always been slow is no outage: the time it gets grows with its answers.
constexpr auto shortestPatience = 1'000ms;
constexpr auto longestPatience = 5'000ms;

DatabaseOptions optionsOfProbe(DatabaseOptions options)
{
    options.isProbe = true;
    return options;
}

} // namespace

DatabaseProbe::DatabaseProbe(const DatabaseOptions &options, std::function<void()> onAnswered)
    : m_options(optionsOfProbe(options)), m_gate(*m_options.gate), m_onAnswered(std::move(onAnswered)), m_patience(shortestPatience),
      m_watching([this] { watch(); }), m_asking([this] { run(); })
{
}

DatabaseProbe::~DatabaseProbe()
{
    m_gate.stop();
    m_asking.join();
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_one();
    m_watching.join();
}

void DatabaseProbe::run()
{
    bool answers = true;
    quint64 doubts = 0;
    do {
        doubts = m_gate.doubts();
        const bool before = std::exchange(answers, ask(doubts));
        if (answers != before)
            qCWarning(lcProbe) << (answers ? "the database answers again" : "the database does not answer");
        if (answers) {
            m_gate.answered(doubts);
            m_onAnswered();
        } else {
            m_gate.silent(doubts);
        }
    } while (m_gate.waitForDoubt(doubts, answers ? betweenQuestions : betweenTries));
    m_database.reset();
}

bool DatabaseProbe::ask(quint64 doubts)
{
    const Instant begun = std::chrono::steady_clock::now();
    {
        const std::lock_guard lock(m_mutex);
        m_doubts = doubts;
        m_deadline = begun + m_patience;
    }
    m_wake.notify_one();
    if (!m_database) {
        if (auto opened = Database::open(m_options))
            m_database = *std::move(opened);
    }
    const bool answers = m_database && m_database->ping();
    const std::lock_guard lock(m_mutex);
    m_deadline.reset();
    if (answers) {
        const auto took = std::chrono::ceil<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
        m_patience = std::clamp<std::chrono::milliseconds>(4 * took, shortestPatience, longestPatience);
    }
    return answers;
}

void DatabaseProbe::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        const auto deadline = m_deadline;
        const auto isOver = [&] { return m_isStopping || m_deadline != deadline; };
        if (!deadline) {
            m_wake.wait(lock, isOver);
        } else if (!m_wake.wait_until(lock, *deadline, isOver)) {
            m_deadline.reset();
            m_patience = std::min<std::chrono::milliseconds>(2 * m_patience, longestPatience);
            m_gate.silent(m_doubts); // under the lock, so that an answer that comes now opens the gate afterwards
        }
    }
}

} // namespace mdash
