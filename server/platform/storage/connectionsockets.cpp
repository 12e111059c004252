#include "platform/storage/connectionsockets.h"

#include <algorithm>
#include <sys/socket.h>

namespace mdash {

std::shared_ptr<void> ConnectionSockets::hold(int descriptor)
{
    if (descriptor < 0)
        return nullptr;
    {
        const std::lock_guard lock(m_mutex);
        m_descriptors.push_back(descriptor);
    }
    return {nullptr, [this, descriptor](void *) {
                const std::lock_guard lock(m_mutex);
                m_descriptors.erase(std::find(m_descriptors.begin(), m_descriptors.end(), descriptor));
            }};
}

void ConnectionSockets::cutAll()
{
    const std::lock_guard lock(m_mutex);
    for (const int descriptor : m_descriptors)
        ::shutdown(descriptor, SHUT_RDWR);
}

} // namespace mdash
