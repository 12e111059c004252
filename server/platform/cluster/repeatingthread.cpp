#include "platform/cluster/repeatingthread.h"

namespace mdash {

RepeatingThread::RepeatingThread(std::chrono::milliseconds interval, std::function<void()> run, std::function<void()> end)
    : m_interval(interval), m_run(std::move(run)), m_end(std::move(end)), m_thread([this] { loop(); })
{
}

RepeatingThread::~RepeatingThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void RepeatingThread::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isWoken = true;
    }
    m_changed.notify_one();
}

void RepeatingThread::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        m_isWoken = false;
        lock.unlock();
        m_run();
        lock.lock();
        m_changed.wait_for(lock, m_interval, [this] { return m_isWoken || m_isStopping; });
    }
    lock.unlock();
    m_end();
}

} // namespace mdash
