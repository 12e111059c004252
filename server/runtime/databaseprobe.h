#pragma once

#include "platform/storage/databaseoptions.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace mdash {

/// Asks the database each second, on a thread and a connection of its own, so that health is known even when every
/// worker waits. @p onAnswered is called on that thread.
class DatabaseProbe
{
public:
    DatabaseProbe(DatabaseOptions options, std::function<void()> onAnswered);
    ~DatabaseProbe();
    DatabaseProbe(const DatabaseProbe &) = delete;
    DatabaseProbe &operator=(const DatabaseProbe &) = delete;

private:
    void run();

    const DatabaseOptions m_options;
    const std::function<void()> m_onAnswered;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isStopping = false; // guarded by m_mutex
    std::thread m_thread;
};

} // namespace mdash
