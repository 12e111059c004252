#include "platform/cluster/repeatingthread.h"

#include <QTest>

#include <atomic>

using namespace mdash;
using namespace std::chrono_literals;

class tst_repeatingthread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void run_isRepeated()
    {
        std::atomic<int> runs{0};
        const RepeatingThread thread(1ms, [&] { ++runs; });
        QTRY_VERIFY(runs >= 3);
    }

    void wake_runsAtOnce()
    {
        std::atomic<int> runs{0};
        RepeatingThread thread(1h, [&] { ++runs; });
        QTRY_COMPARE(runs.load(), 1);
        thread.wake();
        QTRY_COMPARE(runs.load(), 2);
    }

    void wake_duringARunIsNotLost()
    {
        std::atomic<int> runs{0};
        std::atomic<RepeatingThread *> self{nullptr};
        RepeatingThread thread(1h, [&] {
            while (!self)
                std::this_thread::yield();
            if (++runs == 1)
                self.load()->wake();
        });
        self = &thread;
        QTRY_COMPARE(runs.load(), 2);
    }

    void end_comesLastOnTheThread()
    {
        std::thread::id ran, ended;
        {
            const RepeatingThread thread(1h, [&] { ran = std::this_thread::get_id(); }, [&] { ended = std::this_thread::get_id(); });
        }
        QVERIFY(ended != std::thread::id());
        QCOMPARE(ended == ran || ran == std::thread::id(), true);
        QVERIFY(ended != std::this_thread::get_id());
    }
};

QTEST_GUILESS_MAIN(tst_repeatingthread)
#include "tst_repeatingthread.moc"
