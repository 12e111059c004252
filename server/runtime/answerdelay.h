#pragma once

#include "base/error.h"

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>

#include <chrono>
#include <memory>

namespace mdash {

/// Lets answers wait without a thread of their own. Made on the main thread, whose event loop counts the time; after()
/// may be called from any thread.
class AnswerDelay
{
public:
    /// Finishes after @p time, on the main thread.
    [[nodiscard]] QFuture<Result<void>> after(std::chrono::milliseconds time)
    {
        auto promise = std::make_shared<QPromise<Result<void>>>();
        promise->start();
        auto future = promise->future();
        // A timer cannot start on a worker, which has no event loop of Qt's.
        QMetaObject::invokeMethod(&m_context, [this, time, promise] {
            QTimer::singleShot(time, &m_context, [promise] {
                promise->addResult(Result<void>());
                promise->finish();
            });
        }, Qt::QueuedConnection);
        return future;
    }

private:
    QObject m_context; // timers end with it
};

} // namespace mdash
