#pragma once

#include <QFuture>
#include <QPromise>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace mdash {

class Worker;

/// Threads that run handlers, each with an object graph of its own (database connection, stores, services, routes).
/// A job goes to whichever worker is idle; a continuation can be posted to one worker. Thread-safe.
class WorkerPool
{
public:
    using Job = std::function<void(Worker &)>;
    /// What a worker owns; made on its thread, destroyed there. If it is null, the worker ends.
    using MakeGraph = std::function<std::shared_ptr<void>(Worker &)>;

    WorkerPool(int threads, std::size_t queueLimit, MakeGraph makeGraph);
    ~WorkerPool();
    WorkerPool(const WorkerPool &) = delete;
    WorkerPool &operator=(const WorkerPool &) = delete;

    /// False when the queue is full, or is four times as long as there are workers while its first job waits for more than a
    /// second, as behind a slow database: the caller answers 503.
    [[nodiscard]] bool post(Job job);
    /// Milliseconds since a worker last finished a job while others waited; 0 if none waits. For /livez.
    [[nodiscard]] qint64 stalledForMs() const;
    [[nodiscard]] std::size_t queueLength() const;
    /// Finishes what is queued, then ends the threads.
    void stop();

private:
    friend class Worker;
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    std::vector<std::unique_ptr<Worker>> m_workers;
};

/// One worker thread.
class Worker
{
public:
    /// Runs @p job on this thread, after what it does now. Any thread may call it. Dropped when the pool has stopped.
    void post(std::function<void()> job);
    [[nodiscard]] int index() const { return m_index; }
    /// The graph that MakeGraph gave; call on the worker's thread.
    template<class T>
    [[nodiscard]] T &graph() { return *static_cast<T *>(m_graph.get()); }
    ~Worker();

private:
    friend class WorkerPool;
    Worker(int index, std::shared_ptr<WorkerPool::Shared> shared) : m_index(index), m_shared(std::move(shared)) {}
    int m_index;
    std::shared_ptr<WorkerPool::Shared> m_shared;
    std::shared_ptr<void> m_graph;
    std::deque<std::function<void()>> m_own; // guarded by the pool's mutex
    std::condition_variable m_wake;
    std::thread m_thread;
};

/// `future`, then @p next on @p worker: holds no thread while it waits. @p next takes the result by const reference.
template<class T, class Next>
auto continueOn(Worker &worker, QFuture<T> future, Next next) -> QFuture<std::invoke_result_t<Next, const T &>>
{
    using Out = std::invoke_result_t<Next, const T &>;
    auto promise = std::make_shared<QPromise<Out>>();
    promise->start();
    auto result = promise->future();
    future.then(QtFuture::Launch::Sync, [&worker, promise, next = std::move(next)](const T &value) mutable {
        worker.post([promise, next = std::move(next), value]() mutable {
            promise->addResult(next(value));
            promise->finish();
        });
    });
    return result;
}

} // namespace mdash
