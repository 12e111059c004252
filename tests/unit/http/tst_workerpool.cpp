#include "platform/http/workers.h"

#include <QTest>

#include <atomic>
#include <future>
#include <set>

using namespace mdash;

class tst_workerpool : public QObject
{
    Q_OBJECT

    static std::shared_ptr<void> graph(Worker &worker) { return std::make_shared<int>(worker.index()); }

private Q_SLOTS:
    void post_runsEveryJobOnAWorkerWithItsOwnGraph()
    {
        std::atomic<int> done{0}, wrongGraphs{0};
        {
            WorkerPool pool(4, 100'000, graph);
            for (int i = 0; i < 10'000; ++i) {
                QVERIFY(pool.post([&](Worker &worker) {
                    wrongGraphs += worker.graph<int>() != worker.index();
                    ++done;
                }));
            }
        }
        QCOMPARE(done.load(), 10'000);
        QCOMPARE(wrongGraphs.load(), 0);
    }

    void post_refusesWhenTheQueueIsFull()
    {
        std::promise<void> gate;
        const auto opened = gate.get_future().share();
        std::promise<void> started;
        WorkerPool pool(1, 2, graph);
        QVERIFY(pool.post([&started, opened](Worker &) {
            started.set_value();
            opened.wait();
        }));
        started.get_future().wait();

        QVERIFY(pool.post([](Worker &) {}));
        QVERIFY(pool.post([](Worker &) {}));
        QVERIFY(!pool.post([](Worker &) {}));
        QCOMPARE(pool.queueLength(), std::size_t{2});
        QVERIFY(pool.stalledForMs() >= 0);
        gate.set_value();
    }

    void post_refusesEarlierWhileJobsWaitForLong()
    {
        std::promise<void> gate;
        const auto opened = gate.get_future().share();
        WorkerPool pool(2, 1'000, graph);
        for (int i = 0; i < 2 + 4 * 2; ++i)
            QVERIFY(pool.post([opened](Worker &) { opened.wait(); }));
        QVERIFY(pool.post([](Worker &) {})); // a burst is no slowness
        QTRY_VERIFY(!pool.post([](Worker &) {}));
        gate.set_value();
        QTRY_VERIFY(pool.post([](Worker &) {}));
    }

    void stalledForMs_isZeroWhenNothingWaits()
    {
        WorkerPool pool(1, 2, graph);
        QCOMPARE(pool.stalledForMs(), qint64{0});
    }

    void workerPost_comesBackToItsWorker()
    {
        std::promise<std::pair<std::thread::id, std::thread::id>> ids;
        WorkerPool pool(3, 10, graph);
        QVERIFY(pool.post([&](Worker &worker) {
            const auto first = std::this_thread::get_id();
            worker.post([&ids, first] { ids.set_value({first, std::this_thread::get_id()}); });
        }));
        const auto [first, second] = ids.get_future().get();
        QCOMPARE(first == second, true);
    }

    void continueOn_holdsNoWorkerWhileItWaits()
    {
        WorkerPool pool(1, 10, graph);
        QPromise<int> upstream;
        upstream.start();
        std::promise<QFuture<int>> chained;
        QVERIFY(pool.post([&](Worker &worker) {
            chained.set_value(continueOn(worker, upstream.future(), [](const int &value) { return value * 2; }));
        }));
        QFuture<int> result = chained.get_future().get();

        std::promise<void> other; // the only worker is free meanwhile
        QVERIFY(pool.post([&](Worker &) { other.set_value(); }));
        other.get_future().wait();
        upstream.addResult(21);
        upstream.finish();

        QCOMPARE(result.result(), 42);
    }

    void stop_finishesWhatIsQueuedAndDropsWhatComesLater()
    {
        std::atomic<int> done{0};
        WorkerPool pool(2, 100, graph);
        for (int i = 0; i < 50; ++i)
            QVERIFY(pool.post([&](Worker &) { ++done; }));
        pool.stop();
        QCOMPARE(done.load(), 50);
        QVERIFY(!pool.post([](Worker &) {}));
    }

    void graph_isDestroyedOnItsThread()
    {
        struct Graph
        {
            std::thread::id made = std::this_thread::get_id();
            std::atomic<int> &wrong;
            explicit Graph(std::atomic<int> &count) : wrong(count) {}
            ~Graph() { wrong += made != std::this_thread::get_id(); }
        };
        std::atomic<int> wrong{0};
        {
            WorkerPool pool(3, 10, [&](Worker &) { return std::make_shared<Graph>(wrong); });
        }
        QCOMPARE(wrong.load(), 0);
    }

    void worker_endsWhenItHasNoGraph()
    {
        WorkerPool pool(2, 10, [](Worker &) { return nullptr; });
        QVERIFY(pool.post([](Worker &) {}));
        pool.stop();
    }
};

QTEST_APPLESS_MAIN(tst_workerpool)
#include "tst_workerpool.moc"
