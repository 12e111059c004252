#include "platform/storage/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace std::chrono_literals;

namespace mdash {

bool Backoff::mayTry() const
{
    return std::chrono::steady_clock::now() >= m_next;
}

void Backoff::failed()
{
    m_step = std::clamp(m_step * 2, 100ms, 2000ms);
    const auto half = static_cast<int>(m_step.count() / 2);
    m_next = std::chrono::steady_clock::now() + std::chrono::milliseconds(half + QRandomGenerator::global()->bounded(half));
}

} // namespace mdash
