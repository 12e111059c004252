#include "runtime/answerdelay.h"

#include <QTest>

#include <thread>

using namespace mdash;

class tst_AnswerDelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Workers are plain threads, in which no timer of Qt's can run.
    void answer_comesToAThreadWithoutAnEventLoop()
    {
        AnswerDelay delay;
        QFuture<Result<void>> waiting;
        std::thread([&] { waiting = delay.after(std::chrono::milliseconds(1)); }).join();
        QTRY_VERIFY(waiting.isFinished());
        QVERIFY(waiting.result());
    }
};

QTEST_GUILESS_MAIN(tst_AnswerDelay)
#include "tst_answerdelay.moc"
