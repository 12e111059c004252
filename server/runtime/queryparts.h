#pragma once

#include "features/queries/executor.h"
#include "features/queries/querybackends.h"
#include "features/queries/querycounters.h"
#include "platform/net/egress.h"
#include "runtime/nodeoptions.h"

#include <QObject>

#include <mutex>

namespace mdash {

class WorkerPool;

/// What all workers share to ask data sources: the egress thread and the backends. Made on the main thread, whose event
/// loop delays what must wait. Thread-safe.
class QueryParts
{
public:
    QueryParts(const NodeOptions &options, QueryCounters &counters);
    ~QueryParts();

    /// Runs a function on whichever worker is idle; dropped before attach() and after detach().
    [[nodiscard]] const Executor &executor() const { return m_executor; }
    [[nodiscard]] Egress &egress() { return m_egress; }
    [[nodiscard]] const QueryBackends &backends() const { return m_backends; }

    void attach(WorkerPool &workers);
    void detach();

private:
    struct Workers
    {
        std::mutex mutex; // guards pool
        WorkerPool *pool = nullptr;
    };
    const std::shared_ptr<Workers> m_workers = std::make_shared<Workers>();
    QObject m_timers; // context of delays, on the main thread
    Executor m_executor;
    Egress m_egress;
    QueryBackends m_backends;
};

} // namespace mdash
