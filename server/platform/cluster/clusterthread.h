#pragma once

#include "platform/cluster/clusterrounds.h"
#include "platform/cluster/jobs.h"
#include "platform/cluster/repeatingthread.h"

namespace mdash {

/// The cluster thread: a node's rounds, each second, with a connection of their own, so that heartbeats never wait for
/// workers. Goes on trying while the database is away. Its end says that the node is gone.
class ClusterThread
{
public:
    /// @p rounds outlives this object.
    ClusterThread(DatabaseOptions options, ClusterRounds &rounds);

    /// A round at once, with a heartbeat: the node's state changed, or another node asks for something. Any thread.
    void wake();

private:
    void round();
    void end();
    [[nodiscard]] Result<bool> roundWithConnection();

    const DatabaseOptions m_options;
    ClusterRounds &m_rounds;
    std::unique_ptr<Database> m_database;       // of the thread
    bool m_isAway = false, m_isTaken = false;   // of the thread
    RepeatingThread m_thread;
};

/// Runs the jobs that are due on a thread of its own, with a connection for as long as there are some.
class JobThread
{
public:
    /// @p jobs outlives this object.
    JobThread(DatabaseOptions options, Jobs &jobs);
    ~JobThread();

    /// Something is due. Any thread.
    void wake() { m_thread.wake(); }

private:
    void runDue();

    const DatabaseOptions m_options;
    Jobs &m_jobs;
    bool m_areDeclared = false; // of the thread
    RepeatingThread m_thread;
};

} // namespace mdash
