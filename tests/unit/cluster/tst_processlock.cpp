#include "platform/cluster/processlock.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace mdash;
using namespace Qt::Literals::StringLiterals;

class TestProcessLock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acquire_refusesASecondHolderAndNamesTheFirst();
    void acquire_worksAgainAfterTheHolderIsGone();
    void acquire_worksAgainAfterTheHolderWasKilled();
    void acquire_namesAPathThatCannotBeWritten();

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString path() const { return m_folder.filePath(u"a.db.lock"_s); }
};

void TestProcessLock::acquire_refusesASecondHolderAndNamesTheFirst()
{
    const auto first = ProcessLock::acquire(path(), u"database /x/a.db"_s);
    QVERIFY(first);
    QElapsedTimer timer;
    timer.start();

    const auto second = ProcessLock::acquire(path(), u"database /x/a.db"_s);

    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Conflict);
    QCOMPARE(second.error().detail, u"database /x/a.db is in use by process %1 on host %2"_s.arg(
                                        QString::number(QCoreApplication::applicationPid()), QSysInfo::machineHostName()));
    QVERIFY(timer.elapsed() < 1000);
    QCOMPARE(QFileInfo(path()).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestProcessLock::acquire_worksAgainAfterTheHolderIsGone()
{
    {
        const auto first = ProcessLock::acquire(path(), u"x"_s);
        QVERIFY(first);
    }
    auto second = ProcessLock::acquire(path(), u"x"_s);
    QVERIFY(second);
    const ProcessLock moved = *std::move(second);
    QVERIFY(!ProcessLock::acquire(path(), u"x"_s));
}

void TestProcessLock::acquire_worksAgainAfterTheHolderWasKilled()
{
    QProcess holder;
    holder.start(u"flock"_s, {u"--no-fork"_s, path(), u"sh"_s, u"-c"_s, u"echo locked; exec sleep 60"_s});
    QVERIFY(holder.waitForReadyRead(10'000));
    QVERIFY(!ProcessLock::acquire(path(), u"x"_s));

    holder.kill();
    QVERIFY(holder.waitForFinished());

    QTRY_VERIFY(ProcessLock::acquire(path(), u"x"_s));
}

void TestProcessLock::acquire_namesAPathThatCannotBeWritten()
{
    const auto lock = ProcessLock::acquire(u"/nowhere/at/all/lock"_s, u"data folder /nowhere"_s);
    QVERIFY(!lock);
    QCOMPARE(lock.error().code, ErrorCode::Internal);
    QVERIFY(lock.error().detail.contains(u"/nowhere/at/all/lock"_s));
}

QTEST_GUILESS_MAIN(TestProcessLock)
#include "tst_processlock.moc"
