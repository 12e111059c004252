#include "platform/http/bodystream.h"

namespace mdash {

namespace {
constexpr std::size_t FullBytes = 64u << 10;
}

bool BodyStream::write(std::string bytes)
{
    std::function<void()> wake;
    {
        const std::lock_guard lock(m_mutex);
        if (m_cancelled || m_state != State::Open)
            return false;
        if (m_pending.empty())
            m_pending = std::move(bytes);
        else
            m_pending += bytes;
        if (m_isStarved) {
            m_isStarved = false;
            wake = m_wake;
        }
    }
    if (wake)
        wake();
    return true;
}

void BodyStream::finish()
{
    end(State::Finished);
}

void BodyStream::breakOff()
{
    end(State::Broken);
}

void BodyStream::end(State state)
{
    std::function<void()> wake;
    {
        const std::lock_guard lock(m_mutex);
        if (m_cancelled || m_state != State::Open)
            return;
        m_state = state;
        m_onCancelled.clear();
        m_onDrained = nullptr;
        if (m_isStarved) {
            m_isStarved = false;
            wake = m_wake;
        }
    }
    if (wake)
        wake();
}

bool BodyStream::isFull() const
{
    const std::lock_guard lock(m_mutex);
    return m_pending.size() > FullBytes;
}

bool BodyStream::isCancelled() const
{
    const std::lock_guard lock(m_mutex);
    return m_cancelled;
}

void BodyStream::onCancelled(std::function<void()> callback)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_cancelled) {
            if (m_state == State::Open)
                m_onCancelled.push_back(std::move(callback));
            return;
        }
    }
    callback();
}

void BodyStream::onDrained(std::function<void()> callback)
{
    const std::lock_guard lock(m_mutex);
    if (m_state == State::Open && !m_cancelled)
        m_onDrained = std::move(callback);
}

std::string BodyStream::take(State &state)
{
    const std::lock_guard lock(m_mutex);
    std::string bytes = std::move(m_pending);
    m_pending.clear();
    state = m_state;
    m_isStarved = bytes.empty() && state == State::Open;
    return bytes;
}

void BodyStream::attach(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
}

void BodyStream::cancel()
{
    std::vector<std::function<void()>> callbacks;
    std::function<void()> drained, wake;
    {
        const std::lock_guard lock(m_mutex);
        if (m_cancelled)
            return;
        m_cancelled = true;
        m_isStarved = false;
        m_pending = {};
        callbacks.swap(m_onCancelled);
        drained.swap(m_onDrained); // destroyed outside the lock: what they hold may call back into this stream
        wake.swap(m_wake);
    }
    for (const auto &callback : callbacks)
        callback();
}

void BodyStream::drained()
{
    std::function<void()> callback;
    {
        const std::lock_guard lock(m_mutex);
        if (m_pending.empty())
            callback = m_onDrained;
    }
    if (callback)
        callback();
}

} // namespace mdash
