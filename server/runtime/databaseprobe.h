#pragma once

#include "platform/storage/database.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace mdash {

/// Asks the database each second on a connection of its own, and at once when a connection was lost, and opens and closes the gate
/// by the answer. While the database is away it is the only one of its node who tries. A second thread watches how long the answer
/// takes: a server that accepts connections and says nothing would hold the first one, and every worker, for half a minute.
class DatabaseProbe
{
public:
    /// @p options have the gate. @p onAnswered is called on the asking thread.
    DatabaseProbe(const DatabaseOptions &options, std::function<void()> onAnswered);
    ~DatabaseProbe();
    DatabaseProbe(const DatabaseProbe &) = delete;
    DatabaseProbe &operator=(const DatabaseProbe &) = delete;

private:
    using Instant = std::chrono::steady_clock::time_point;
    void run();
    [[nodiscard]] bool ask(quint64 doubts);
    void watch();

    const DatabaseOptions m_options;
    DatabaseGate &m_gate;
    const std::function<void()> m_onAnswered;
    std::unique_ptr<Database> m_database; // of the asking thread

    std::mutex m_mutex; // guards what follows
    std::condition_variable m_wake;
    bool m_isStopping = false;
    std::optional<Instant> m_deadline;
    quint64 m_doubts = 0; // known when the question was asked
    std::chrono::milliseconds m_patience;

    std::thread m_watching, m_asking;
};

} // namespace mdash
