#pragma once

#include "base/error.h"
#include "runtime/nodeoptions.h"

#include <QByteArray>
#include <QTimer>

#include <functional>

namespace mdash {

/// Has the server read certificate and key again when one of the files has changed. What cannot be used is reported once
/// and tried again after the next change: whoever exchanges both files may be between the two. Lives on the main thread.
class CertificateWatch
{
public:
    /// @p reload must keep the old certificate when it fails. Looks every `[server] certs_watch_interval`; 0 is never.
    CertificateWatch(const ServerOptions &options, std::function<Result<void>()> reload);

    void look();

private:
    [[nodiscard]] QByteArray fingerprint() const;

    const QString m_certFile, m_keyFile;
    const std::function<Result<void>()> m_reload;
    QByteArray m_seen;
    QTimer m_timer;
};

} // namespace mdash
