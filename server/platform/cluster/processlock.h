#pragma once

#include "base/error.h"

namespace mdash {

/// Keeps a second process away from what this one uses: the data folder, or a SQLite file. The kernel frees it when the
/// process ends, however that happens. Not for network file systems. Movable; any thread.
class ProcessLock
{
public:
    /// Takes the lock on @p lockFile, making the file if needed; writes process id and host name into it. Does not wait.
    /// Fails with Conflict if another process has it: the sentence says that @p what ("data folder /var/lib/x") is in use and
    /// names the process; with Internal if the file cannot be written.
    [[nodiscard]] static Result<ProcessLock> acquire(const QString &lockFile, const QString &what);

    ProcessLock(ProcessLock &&other) noexcept;
    ProcessLock &operator=(ProcessLock &&other) noexcept;
    ~ProcessLock();

private:
    explicit ProcessLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor; // -1 once moved away
};

} // namespace mdash
