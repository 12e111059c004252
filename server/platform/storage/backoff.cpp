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
    m_next = std::chrono::steady_clock::now() + std::chrono::milliseconds(QRandomGenerator::global()->bounded(static_cast<int>(m_step.count())));
}

} // namespace mdash
