#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace mdash {

/// Lets the writers of one SQLite file in one at a time, first come, first served. SQLite alone makes them sleep and try
/// again, by which one of four starves for seconds while the others write (measured). Thread-safe.
class WriterQueue
{
public:
    /// The right to write, until it goes out of scope. Empty for reads and for other databases.
    class Turn
    {
    public:
        Turn() = default;
        Turn(Turn &&other) noexcept : m_queue(std::exchange(other.m_queue, nullptr)) {}
        Turn &operator=(Turn &&other) noexcept
        {
            std::swap(m_queue, other.m_queue);
            return *this;
        }
        ~Turn()
        {
            if (m_queue)
                m_queue->leave();
        }
        explicit operator bool() const { return m_queue != nullptr; }

    private:
        friend class WriterQueue;
        explicit Turn(WriterQueue &queue) : m_queue(&queue) {}
        WriterQueue *m_queue = nullptr;
    };

    /// Waits for a turn; empty after @p patience.
    [[nodiscard]] Turn enter(std::chrono::milliseconds patience);

private:
    struct Waiter
    {
        std::condition_variable wake;
        bool isNext = false;
    };
    void leave();

    std::mutex m_mutex;
    std::deque<Waiter *> m_waiting;
    bool m_taken = false;
};

} // namespace mdash
