#include "platform/cluster/processlock.h"

#include <QFile>
#include <QSysInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

QString errorText()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// "process 17 on host h", from what the holder wrote.
QString describeHolder(int descriptor)
{
    QByteArray text(200, '\0');
    const ssize_t size = ::pread(descriptor, text.data(), static_cast<size_t>(text.size()), 0);
    const QStringList words = QString::fromUtf8(text.left(qMax<ssize_t>(0, size))).split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return u"another process"_s;
    return u"process %1 on host %2"_s.arg(words[0], words[1].trimmed());
}

bool writeOwner(int descriptor)
{
    const QByteArray text = QByteArray::number(static_cast<qint64>(::getpid())) + ' ' + QSysInfo::machineHostName().toUtf8() + '\n';
    return ::ftruncate(descriptor, 0) == 0 && ::pwrite(descriptor, text.constData(), static_cast<size_t>(text.size()), 0) == text.size();
}

} // namespace

Result<ProcessLock> ProcessLock::acquire(const QString &lockFile, const QString &what)
{
    const int descriptor = ::open(QFile::encodeName(lockFile).constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return fail(ErrorCode::Internal, u"%1 cannot be locked: %2: %3"_s.arg(what, lockFile, errorText()));
    ProcessLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(ErrorCode::Conflict, u"%1 is in use by %2"_s.arg(what, describeHolder(descriptor)));
        return fail(ErrorCode::Internal, u"%1 cannot be locked: %2: %3"_s.arg(what, lockFile, errorText()));
    }
    if (!writeOwner(descriptor))
        return fail(ErrorCode::Internal, u"%1 cannot be locked: %2: %3"_s.arg(what, lockFile, errorText()));
    return lock;
}

ProcessLock::ProcessLock(ProcessLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

ProcessLock &ProcessLock::operator=(ProcessLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

ProcessLock::~ProcessLock()
{
    // The file stays: deleting it would let a third process lock a new file of the same name beside the second one.
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace mdash
