#include "platform/http/workers.h"

#include <algorithm>
#include <chrono>

namespace mdash {

namespace {

constexpr qint64 longestWait = 1'000; // ms, of a job for a worker

qint64 steadyMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

/// What the threads of a pool share; everything is guarded by the mutex.
struct WorkerPool::Shared
{
    struct Waiting
    {
        Job job;
        qint64 since; // steadyMs()
    };
    std::mutex mutex;
    std::deque<Waiting> queue;
    std::vector<Worker *> idle; // the one that became idle last is woken first: its caches are warm
    std::size_t queueLimit = 0;
    std::size_t slowQueueLimit = 0; // while jobs wait for long
    qint64 progressAt = steadyMs(); // when a job was finished, or began to wait while none did
    bool isStopping = false;
    MakeGraph makeGraph;

    void run(Worker &worker);
    void runNext(Worker &worker, std::unique_lock<std::mutex> &lock);
    void removeIdle(Worker &worker) { std::erase(idle, &worker); }
    [[nodiscard]] bool isFull() const;
};

bool WorkerPool::Shared::isFull() const
{
    const bool isSlow = !queue.empty() && steadyMs() - queue.front().since > longestWait;
    return queue.size() >= (isSlow ? slowQueueLimit : queueLimit);
}

void WorkerPool::Shared::runNext(Worker &worker, std::unique_lock<std::mutex> &lock)
{
    if (!worker.m_own.empty()) {
        const auto job = std::move(worker.m_own.front());
        worker.m_own.pop_front();
        lock.unlock();
        job();
    } else {
        const Job job = std::move(queue.front().job);
        queue.pop_front();
        lock.unlock();
        job(worker);
    }
}

void WorkerPool::Shared::run(Worker &worker)
{
    worker.m_graph = makeGraph(worker);
    if (!worker.m_graph)
        return;
    std::unique_lock lock(mutex);
    for (;;) {
        if (!worker.m_own.empty() || !queue.empty()) {
            runNext(worker, lock);
            lock.lock();
            progressAt = steadyMs();
        } else if (isStopping) {
            break;
        } else {
            idle.push_back(&worker);
            worker.m_wake.wait(lock);
            removeIdle(worker);
        }
    }
    lock.unlock();
    worker.m_graph.reset();
}

WorkerPool::WorkerPool(int threads, std::size_t queueLimit, MakeGraph makeGraph) : m_shared(std::make_shared<Shared>())
{
    m_shared->queueLimit = queueLimit;
    m_shared->slowQueueLimit = std::min(queueLimit, static_cast<std::size_t>(threads) * 4);
    m_shared->makeGraph = std::move(makeGraph);
    for (int index = 0; index < threads; ++index)
        m_workers.emplace_back(new Worker(index, m_shared));
    for (const auto &worker : m_workers)
        worker->m_thread = std::thread([shared = m_shared, one = worker.get()] { shared->run(*one); });
}

WorkerPool::~WorkerPool()
{
    stop();
}

bool WorkerPool::post(Job job)
{
    Worker *woken = nullptr;
    {
        const std::lock_guard lock(m_shared->mutex);
        if (m_shared->isStopping || m_shared->isFull())
            return false;
        if (m_shared->queue.empty())
            m_shared->progressAt = steadyMs();
        m_shared->queue.push_back({std::move(job), steadyMs()});
        if (!m_shared->idle.empty()) {
            woken = m_shared->idle.back();
            m_shared->idle.pop_back();
        }
    }
    if (woken)
        woken->m_wake.notify_one();
    return true;
}

qint64 WorkerPool::stalledForMs() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->queue.empty() ? 0 : std::max<qint64>(0, steadyMs() - m_shared->progressAt);
}

std::size_t WorkerPool::queueLength() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->queue.size();
}

void WorkerPool::stop()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->isStopping = true;
        m_shared->idle.clear();
        for (const auto &worker : m_workers)
            worker->m_wake.notify_one();
    }
    for (const auto &worker : m_workers) {
        if (worker->m_thread.joinable())
            worker->m_thread.join();
    }
}

void Worker::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_shared->mutex);
        if (m_shared->isStopping)
            return;
        m_own.push_back(std::move(job));
        m_shared->removeIdle(*this);
    }
    m_wake.notify_one();
}

Worker::~Worker() = default;

} // namespace mdash
