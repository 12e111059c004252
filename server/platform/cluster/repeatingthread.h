#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace mdash {

/// Calls @p run on a thread of its own: at the start, each @p interval, and at once after wake(). Ends with this object, after
/// the call under way, with @p end on that thread.
class RepeatingThread
{
public:
    RepeatingThread(std::chrono::milliseconds interval, std::function<void()> run, std::function<void()> end = [] {});
    ~RepeatingThread();
    RepeatingThread(const RepeatingThread &) = delete;
    RepeatingThread &operator=(const RepeatingThread &) = delete;

    /// Any thread.
    void wake();

private:
    void loop();

    const std::chrono::milliseconds m_interval;
    const std::function<void()> m_run, m_end;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isWoken = false, m_isStopping = false; // guarded by m_mutex
    std::thread m_thread;
};

} // namespace mdash
