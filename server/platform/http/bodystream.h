#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mdash {

/// The body of a streamed answer, between a producer on any thread and the connection on its I/O thread. Thread-safe.
/// Back-pressure: write() always takes the bytes, but isFull() says when more than 64 KiB wait; a polite producer then
/// waits for onDrained.
class BodyStream
{
public:
    /// Appends bytes; false if the client is gone or finish() was called, and the producer should stop.
    bool write(std::string bytes);
    /// No more bytes will come.
    void finish();
    /// No more bytes will come though there should: the connection ends, so that the client does not take what it has for
    /// the whole.
    void breakOff();
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] bool isCancelled() const;
    /// Called once, on the I/O thread, when the client goes away before finish(); at once if it is gone already.
    void onCancelled(std::function<void()> callback);
    /// Called on the I/O thread each time the queue becomes empty.
    void onDrained(std::function<void()> callback);

    // For the connection.
    enum class State { Open, Finished, Broken };
    /// Takes what waits; @p state tells whether more will come.
    [[nodiscard]] std::string take(State &state);
    /// @p wake is called from the producer's thread when bytes or the end arrive after take() gave nothing.
    void attach(std::function<void()> wake);
    void cancel();
    void drained();

private:
    void end(State state);

    mutable std::mutex m_mutex;
    std::string m_pending;
    State m_state = State::Open;
    bool m_cancelled = false;
    bool m_isStarved = false; // take() gave nothing: the next bytes call m_wake
    std::function<void()> m_wake;
    std::vector<std::function<void()>> m_onCancelled;
    std::function<void()> m_onDrained;
};

} // namespace mdash
