#pragma once

#include "platform/storage/connectionsockets.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace mdash {

/// Whether the database answers, as one node knows it. One probe says so; connections that were lost wait here for its word
/// instead of trying by themselves, and are opened one after the other. Thread-safe; shared by all connections of a node.
class DatabaseGate
{
public:
    /// How long a request may wait for a database that is away.
    static constexpr std::chrono::milliseconds patience{2'000};

    // For the probe:

    /// Number of those who doubt that the database answers; what the probe learns afterwards is news to all of them.
    [[nodiscard]] quint64 doubts() const;
    /// It answered, after @p doubts were known.
    void answered(quint64 doubts);
    /// It did not: closes the gate and cuts every connection.
    void silent(quint64 doubts);
    /// Waits @p pause, less if somebody doubts more than @p doubts or stop() is called. False after stop().
    bool waitForDoubt(quint64 doubts, std::chrono::milliseconds pause);
    void stop();

    // For connections and those who use them:

    [[nodiscard]] bool isOpen() const;
    /// Asks the probe; true as soon as the database answered after this call, false when it has been silent for `patience`.
    [[nodiscard]] bool pass();
    /// Waits for this connection's turn to be opened: ten in 100 ms.
    void waitForTurn();
    void countReconnect();
    [[nodiscard]] qint64 reconnects() const;
    /// @p changed is told on the probe's thread, before anybody else can notice, that the gate opens or has closed. Call before the probe runs.
    void onChange(std::function<void(bool isOpen)> changed) { m_onChange.push_back(std::move(changed)); }

    ConnectionSockets sockets;

private:
    void tell(bool isOpen);

    std::vector<std::function<void(bool)>> m_onChange;
    mutable std::mutex m_mutex; // guards the rest
    std::condition_variable m_asked, m_answered;
    bool m_isOpen = true;
    bool m_isStopping = false;
    quint64 m_doubts = 0, m_settled = 0; // those up to m_settled have their answer
    std::chrono::steady_clock::time_point m_answeredAt = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_nextTurn{};
    qint64 m_reconnects = 0;
};

} // namespace mdash
