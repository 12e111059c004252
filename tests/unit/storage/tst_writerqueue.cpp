#include "platform/storage/writerqueue.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace mdash;
using namespace std::chrono_literals;

class TestWriterQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enter_letsOneInAtATime();
    void enter_givesUpAfterItsPatience();
    void enter_succeedsAfterAnotherGaveUp();
};

void TestWriterQueue::enter_letsOneInAtATime()
{
    WriterQueue queue;
    std::atomic<int> inside = 0;
    std::atomic<int> overlaps = 0;
    int turns = 0; // guarded by the queue
    std::vector<std::thread> writers;
    for (int i = 0; i < 4; ++i) {
        writers.emplace_back([&] {
            for (int n = 0; n < 1000; ++n) {
                const auto turn = queue.enter(10s);
                overlaps += ++inside > 1 || !turn ? 1 : 0;
                ++turns;
                --inside;
            }
        });
    }
    for (auto &writer : writers)
        writer.join();
    QCOMPARE(overlaps.load(), 0);
    QCOMPARE(turns, 4000);
}

void TestWriterQueue::enter_givesUpAfterItsPatience()
{
    WriterQueue queue;
    const auto first = queue.enter(0ms);
    QVERIFY(first);
    QVERIFY(!queue.enter(1ms));
}

void TestWriterQueue::enter_succeedsAfterAnotherGaveUp()
{
    WriterQueue queue;
    {
        const auto first = queue.enter(0ms);
        QVERIFY(!queue.enter(1ms));
    }
    QVERIFY(queue.enter(0ms));
}

QTEST_GUILESS_MAIN(TestWriterQueue)
#include "tst_writerqueue.moc"
