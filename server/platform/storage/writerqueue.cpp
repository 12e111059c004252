#include "platform/storage/writerqueue.h"

#include <algorithm>

namespace mdash {

WriterQueue::Turn WriterQueue::enter(std::chrono::milliseconds patience)
{
    std::unique_lock lock(m_mutex);
    if (!m_taken) {
        m_taken = true;
        return Turn(*this);
    }
    Waiter self;
    m_waiting.push_back(&self);
    if (self.wake.wait_for(lock, patience, [&] { return self.isNext; }))
        return Turn(*this); // leave() handed it over; m_taken stayed true
    m_waiting.erase(std::find(m_waiting.begin(), m_waiting.end(), &self));
    return {};
}

void WriterQueue::leave()
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty()) {
        m_taken = false;
        return;
    }
    Waiter *next = m_waiting.front();
    m_waiting.pop_front();
    next->isNext = true;
    next->wake.notify_one();
}

} // namespace mdash
