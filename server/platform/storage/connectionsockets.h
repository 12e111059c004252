#pragma once

#include <memory>
#include <mutex>
#include <vector>

namespace mdash {

/// The sockets of a node's database connections, so that those of a server that does not answer can be cut: a thread that waits
/// for such a server learns it at once instead of after its time-out. Thread-safe.
class ConnectionSockets
{
public:
    /// Holds @p descriptor until the answer goes out of scope, which must be before it is closed.
    [[nodiscard]] std::shared_ptr<void> hold(int descriptor);
    /// Statements under way fail as if the server had closed their connections.
    void cutAll();

private:
    std::mutex m_mutex;
    std::vector<int> m_descriptors; // guarded by m_mutex
};

} // namespace mdash
