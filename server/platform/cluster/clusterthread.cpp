#include "platform/cluster/clusterthread.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

Q_LOGGING_CATEGORY(lcClusterThread, "mdash.cluster")

namespace {

constexpr std::chrono::seconds roundEvery{1};
constexpr std::chrono::hours untilWoken{1};

/// Nothing here may take long: a database that hangs must not keep the node from ending.
DatabaseOptions impatient(DatabaseOptions options)
{
    options.statementTimeout = std::chrono::seconds(5);
    options.lockTimeout = std::chrono::seconds(2);
    return options;
}

} // namespace

ClusterThread::ClusterThread(DatabaseOptions options, ClusterRounds &rounds)
    : m_options(impatient(std::move(options))), m_rounds(rounds), m_thread(roundEvery, [this] { round(); }, [this] { end(); })
{
}

void ClusterThread::wake()
{
    m_rounds.beatSoon();
    m_thread.wake();
}

Result<bool> ClusterThread::roundWithConnection()
{
    if (!m_database) {
        auto opened = Database::open(m_options);
        if (!opened)
            return tl::unexpected(opened.error());
        m_database = std::move(*opened);
    }
    return m_rounds.run(*m_database);
}

/// One sentence for each outage, and one for its end.
void ClusterThread::round()
{
    if (m_isTaken)
        return;
    const auto done = roundWithConnection();
    if (!done && !std::exchange(m_isAway, true))
        qCWarning(lcClusterThread).noquote() << "the cluster's database is away:" << done.error().detail;
    if (done && std::exchange(m_isAway, false))
        qCWarning(lcClusterThread) << "the cluster's database is back";
    m_isTaken = done && !*done;
}

void ClusterThread::end()
{
    if (m_database && !m_isTaken) {
        if (const auto left = m_rounds.leave(*m_database); !left)
            qCWarning(lcClusterThread).noquote() << "the others will miss this node 15 s from now:" << left.error().detail;
    }
    m_database.reset();
}

JobThread::JobThread(DatabaseOptions options, Jobs &jobs)
    : m_options(std::move(options)), m_jobs(jobs), m_thread(untilWoken, [this] { runDue(); })
{
}

JobThread::~JobThread()
{
    m_jobs.stop();
}

void JobThread::runDue()
{
    auto database = Database::open(m_options);
    Result<void> done = database.map([](const auto &) {});
    if (done && !m_areDeclared) {
        done = m_jobs.declare(**database);
        m_areDeclared = done.has_value();
    }
    if (done)
        done = m_jobs.runDue(**database);
    if (!done)
        qCWarning(lcClusterThread).noquote() << "jobs have to wait:" << done.error().detail;
}

} // namespace mdash
