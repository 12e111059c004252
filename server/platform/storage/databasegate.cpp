#include "platform/storage/databasegate.h"

#include <algorithm>
#include <thread>

namespace mdash {

namespace {

constexpr std::chrono::milliseconds betweenOpenings{10};

} // namespace

quint64 DatabaseGate::doubts() const
{
    const std::lock_guard lock(m_mutex);
    return m_doubts;
}

void DatabaseGate::tell(bool isOpen)
{
    for (const auto &changed : m_onChange)
        changed(isOpen);
}

void DatabaseGate::answered(quint64 doubts)
{
    const bool opens = !isOpen(); // only the probe changes that
    if (opens)
        tell(true);
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = true;
        m_settled = doubts;
        m_answeredAt = std::chrono::steady_clock::now();
    }
    m_answered.notify_all();
}

void DatabaseGate::silent(quint64 doubts)
{
    bool closes = false;
    {
        const std::lock_guard lock(m_mutex);
        closes = std::exchange(m_isOpen, false);
        m_settled = doubts;
    }
    sockets.cutAll();
    if (closes)
        tell(false);
}

bool DatabaseGate::waitForDoubt(quint64 doubts, std::chrono::milliseconds pause)
{
    std::unique_lock lock(m_mutex);
    m_asked.wait_for(lock, pause, [&] { return m_isStopping || (m_isOpen && m_doubts > doubts); });
    return !m_isStopping;
}

void DatabaseGate::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_asked.notify_all();
    m_answered.notify_all();
}

bool DatabaseGate::isOpen() const
{
    const std::lock_guard lock(m_mutex);
    return m_isOpen;
}

bool DatabaseGate::pass()
{
    std::unique_lock lock(m_mutex);
    const quint64 mine = ++m_doubts;
    m_asked.notify_all();
    const auto hasAnswer = [&] { return m_isStopping || (m_isOpen && m_settled >= mine); };
    m_answered.wait_until(lock, m_answeredAt + patience, hasAnswer);
    return m_isOpen && m_settled >= mine;
}

void DatabaseGate::waitForTurn()
{
    std::chrono::steady_clock::time_point turn;
    {
        const std::lock_guard lock(m_mutex);
        turn = std::max(std::chrono::steady_clock::now(), m_nextTurn);
        m_nextTurn = turn + betweenOpenings;
    }
    std::this_thread::sleep_until(turn);
}

void DatabaseGate::countReconnect()
{
    const std::lock_guard lock(m_mutex);
    ++m_reconnects;
}

qint64 DatabaseGate::reconnects() const
{
    const std::lock_guard lock(m_mutex);
    return m_reconnects;
}

} // namespace mdash
