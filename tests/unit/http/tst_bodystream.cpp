#include "platform/http/bodystream.h"

#include <QTest>

#include <thread>

using namespace mdash;

class tst_bodystream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void take_givesWhatWasWrittenInOrder()
    {
        BodyStream stream;
        BodyStream::State state{};
        QVERIFY(stream.write("a"));
        QVERIFY(stream.write("b"));
        QCOMPARE(stream.take(state), std::string("ab"));
        QCOMPARE(state, BodyStream::State::Open);
        stream.finish();
        QCOMPARE(stream.take(state), std::string());
        QCOMPARE(state, BodyStream::State::Finished);
    }

    void isFull_askesTheProducerToWait()
    {
        BodyStream stream;
        stream.write(std::string(64 * 1024, 'x'));
        QVERIFY(!stream.isFull());
        stream.write("y");
        QVERIFY(stream.isFull());

        BodyStream::State state{};
        int drained = 0;
        stream.onDrained([&] { ++drained; });
        QCOMPARE(stream.take(state).size(), std::size_t{64 * 1024 + 1});
        stream.drained();

        QVERIFY(!stream.isFull());
        QCOMPARE(drained, 1);
    }

    void drained_isSilentWhenMoreHasCome()
    {
        BodyStream stream;
        int drained = 0;
        stream.onDrained([&] { ++drained; });
        stream.write("a");
        stream.drained();
        QCOMPARE(drained, 0);
    }

    void write_wakesOnlyAConsumerThatFoundNothing()
    {
        BodyStream stream;
        int woken = 0;
        BodyStream::State state{};
        stream.attach([&] { ++woken; });
        stream.write("a");
        QCOMPARE(woken, 0);
        QCOMPARE(stream.take(state), std::string("a"));
        QCOMPARE(stream.take(state), std::string());
        stream.write("b");
        stream.write("c");
        QCOMPARE(woken, 1);
    }

    void cancel_tellsTheProducerOnce()
    {
        BodyStream stream;
        int cancelled = 0;
        stream.onCancelled([&] { ++cancelled; });
        stream.cancel();
        stream.cancel();

        QCOMPARE(cancelled, 1);
        QVERIFY(stream.isCancelled());
        QVERIFY(!stream.write("x"));
        stream.onCancelled([&] { ++cancelled; });
        QCOMPARE(cancelled, 2); // it is gone already
    }

    void finish_forgetsWhoeverWaited()
    {
        BodyStream stream;
        const auto held = std::make_shared<int>(1);
        stream.onCancelled([held] {});
        stream.onDrained([held] {});
        stream.finish();
        QCOMPARE(held.use_count(), 1L);
        QVERIFY(!stream.write("late"));
    }

    void breakOff_isNoEnd()
    {
        BodyStream stream;
        BodyStream::State state{};
        stream.write("a");
        stream.breakOff();
        stream.finish();
        QCOMPARE(stream.take(state), std::string("a"));
        QCOMPARE(state, BodyStream::State::Broken);
        QVERIFY(!stream.write("late"));
    }

    void stream_survivesTwoThreads()
    {
        BodyStream stream;
        constexpr int Count = 20'000;
        std::thread producer([&] {
            for (int i = 0; i < Count; ++i)
                stream.write("0123456789");
            stream.finish();
        });
        std::size_t got = 0;
        BodyStream::State state{};
        while (state == BodyStream::State::Open) {
            got += stream.take(state).size();
            stream.drained();
        }
        producer.join();
        QCOMPARE(got, std::size_t{Count * 10});
    }
};

QTEST_APPLESS_MAIN(tst_bodystream)
#include "tst_bodystream.moc"
