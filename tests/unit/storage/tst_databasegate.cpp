#include "platform/storage/databasegate.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace mdash;
using namespace std::chrono_literals;

class tst_databasegate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pass_waitsForTheProbesWord()
    {
        DatabaseGate gate;
        std::thread probe([&] {
            QVERIFY(gate.waitForDoubt(0, 5s));
            gate.answered(gate.doubts());
        });
        QElapsedTimer timer;
        timer.start();
        QVERIFY(gate.pass());
        QVERIFY(timer.elapsed() < 1'000);
        probe.join();
    }

    void pass_givesUpAfterTheLastAnswersPatience()
    {
        DatabaseGate gate;
        gate.silent(0);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!gate.pass());
        QVERIFY(timer.elapsed() <= DatabaseGate::patience.count() + 500);
        timer.restart();
        QVERIFY(!gate.pass());
        QVERIFY(timer.elapsed() < 100);
    }

    void pass_goesOnWhenTheDatabaseIsBack()
    {
        DatabaseGate gate;
        gate.silent(0);
        std::atomic<bool> passed = false;
        std::thread waiting([&] { passed = gate.pass(); });
        QTRY_COMPARE(gate.doubts(), quint64{1});
        gate.answered(gate.doubts());
        waiting.join();
        QVERIFY(passed);
    }

    void answer_toAnEarlierQuestionIsNoNews()
    {
        DatabaseGate gate;
        std::atomic<int> passed = -1;
        std::thread waiting([&] { passed = gate.pass(); });
        QTRY_COMPARE(gate.doubts(), quint64{1});
        gate.answered(0); // asked before the doubt
        QCOMPARE(passed.load(), -1);
        gate.answered(1);
        waiting.join();
        QCOMPARE(passed.load(), 1);
    }

    void change_isToldOnceAndBeforeTheGateOpens()
    {
        DatabaseGate gate;
        std::vector<bool> told;
        std::vector<bool> wasOpen;
        gate.onChange([&](bool isOpen) {
            told.push_back(isOpen);
            wasOpen.push_back(gate.isOpen());
        });
        gate.answered(0);
        gate.silent(0);
        gate.silent(0);
        gate.answered(0);
        gate.answered(0);
        QCOMPARE(told, (std::vector<bool>{false, true}));
        QCOMPARE(wasOpen, (std::vector<bool>{false, false}));
    }

    void stop_letsEverybodyGo()
    {
        DatabaseGate gate;
        gate.silent(0);
        std::thread waiting([&] { QVERIFY(!gate.pass()); });
        QTRY_COMPARE(gate.doubts(), quint64{1});
        gate.stop();
        waiting.join();
        QVERIFY(!gate.waitForDoubt(0, 5s));
    }

    void turns_areTenInAHundredMilliseconds()
    {
        DatabaseGate gate;
        QElapsedTimer timer;
        timer.start();
        std::vector<std::thread> openers;
        for (int i = 0; i < 31; ++i)
            openers.emplace_back([&] { gate.waitForTurn(); });
        for (std::thread &opener : openers)
            opener.join();
        QVERIFY2(timer.elapsed() >= 299, qPrintable(QString::number(timer.elapsed())));
    }

    void cutAll_endsAReadThatWaits()
    {
        int pair[2];
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
        ConnectionSockets sockets;
        {
            const auto held = sockets.hold(pair[0]);
            std::thread reader([&] {
                char byte = 0;
                QCOMPARE(::read(pair[0], &byte, 1), ssize_t{0});
            });
            sockets.cutAll();
            reader.join();
        }
        ::close(pair[0]);
        sockets.cutAll(); // forgotten by now
        ::close(pair[1]);
    }
};

QTEST_GUILESS_MAIN(tst_databasegate)
#include "tst_databasegate.moc"
