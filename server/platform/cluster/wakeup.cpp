#include "platform/cluster/wakeup.h"

#include <QtGlobal>

#include <sys/eventfd.h>
#include <unistd.h>

namespace mdash {

Wakeup::Wakeup() : m_descriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (m_descriptor < 0)
        qFatal("no descriptor is left for an event counter");
}

Wakeup::~Wakeup()
{
    ::close(m_descriptor);
}

void Wakeup::ring()
{
    static_cast<void>(::eventfd_write(m_descriptor, 1));
}

void Wakeup::clear()
{
    eventfd_t count = 0;
    static_cast<void>(::eventfd_read(m_descriptor, &count));
}

} // namespace mdash
