#include "runtime/certificatewatch.h"

#include <QCryptographicHash>
#include <QFile>
#include <QLoggingCategory>

namespace mdash {

Q_LOGGING_CATEGORY(lcCertificate, "mdash.http")

CertificateWatch::CertificateWatch(const ServerOptions &options, std::function<Result<void>()> reload)
    : m_certFile(options.certFile), m_keyFile(options.certKey), m_reload(std::move(reload)), m_seen(fingerprint())
{
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    if (options.certsWatchInterval.count() > 0)
        m_timer.start(options.certsWatchInterval);
}

/// Of what the files hold, not of their dates: a link may be turned to an older file.
QByteArray CertificateWatch::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &name : {m_certFile, m_keyFile}) {
        QFile file(name);
        if (file.open(QIODevice::ReadOnly))
            hash.addData(&file);
    }
    return hash.result();
}

void CertificateWatch::look()
{
    const QByteArray now = fingerprint();
    if (now == m_seen)
        return;
    m_seen = now;
    if (const auto done = m_reload(); done)
        qCInfo(lcCertificate) << "certificate read again" << "file" << m_certFile;
    else
        qCWarning(lcCertificate).noquote() << "certificate not exchanged, the old one stays in use:" << done.error().detail;
}

} // namespace mdash
