#pragma once

#include "platform/storage/databaseurl.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

namespace mdash {

/// A database server of a test's own, which may be killed, frozen and switched.
class OwnServer
{
public:
    explicit OwnServer(DatabaseKind kind) : m_kind(kind), m_folder(QStringLiteral("/tmp/md-failover-XXXXXX"))
    {
        m_environment = run(QStringLiteral("start"), {QStringLiteral("--only"), name()});
    }
    ~OwnServer() { run(QStringLiteral("stop"), {}); }
    OwnServer(const OwnServer &) = delete;
    OwnServer &operator=(const OwnServer &) = delete;

    [[nodiscard]] DatabaseOptions options() const
    {
        const QString variable = QLatin1StringView(m_kind == DatabaseKind::Postgres ? "MD_TEST_POSTGRES='" : "MD_TEST_MYSQL='");
        return parseDatabaseUrl(m_environment.section(variable, 1).section(u'\'', 0, 0)).value();
    }
    void kill() const
    {
        const qint64 killed = pid();
        QVERIFY(killed > 0);
        QCOMPARE(::kill(static_cast<pid_t>(killed), SIGKILL), 0);
        const QString program = QStringLiteral("/proc/%1/exe").arg(killed);
        QTRY_VERIFY(!QFile::exists(program) || QFile::symLinkTarget(program).isEmpty());
    }
    void resume() { run(QStringLiteral("resume"), {}); }
    /// All processes of the server stand still, its sockets stay open.
    void freeze() const
    {
        signalAll(SIGSTOP);
        QTRY_VERIFY(standsStill());
    }
    void thaw() const { signalAll(SIGCONT); }

private:
    [[nodiscard]] QString name() const { return QLatin1StringView(m_kind == DatabaseKind::Postgres ? "postgres" : "mysql"); }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("servers")); }
    [[nodiscard]] qint64 pid() const
    {
        QFile file(path() + u'/' + name() + QLatin1StringView("/pid"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().toLongLong() : 0;
    }
    /// The kernel stops the threads of a process one after the other, and one that runs may still answer.
    [[nodiscard]] bool standsStill() const
    {
        const QDir threads(QStringLiteral("/proc/%1/task").arg(pid()));
        const QStringList all = threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        return std::all_of(all.begin(), all.end(), [&](const QString &thread) {
            QFile file(threads.filePath(thread + QLatin1StringView("/stat")));
            return !file.open(QIODevice::ReadOnly) || file.readAll().contains(") T ");
        });
    }
    void signalAll(int signal) const
    {
        QVERIFY(pid() > 0);
        QCOMPARE(::kill(static_cast<pid_t>(pid()), signal), 0);
        QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(pid())); // PostgreSQL has a process for each connection
        QVERIFY(children.open(QIODevice::ReadOnly));
        for (const QByteArray &child : children.readAll().simplified().split(' ')) {
            if (!child.isEmpty())
                ::kill(static_cast<pid_t>(child.toInt()), signal);
        }
    }
    QString run(const QString &action, const QStringList &more)
    {
        QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755)); // the servers run as other users
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral(MDASH_SOURCE_DIR "/tests/support/databases.py"), QStringList{action, path()} + more);
        if (!process.waitForFinished(90'000) || process.exitCode() != 0)
            qFatal("databases.py %s failed", qPrintable(action));
        return QString::fromUtf8(process.readAllStandardOutput());
    }

    DatabaseKind m_kind;
    QTemporaryDir m_folder;
    QString m_environment;
};

} // namespace mdash
