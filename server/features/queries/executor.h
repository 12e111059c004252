#pragma once

#include <QFuture>
#include <QPromise>

#include <functional>
#include <memory>

namespace mdash {

/// Runs a function soon, on a thread that may compute (a worker). The runtime gives one; tests run at once.
using Executor = std::function<void(std::function<void()>)>;

/// The result of a finished future, moved out; for a future that has one reader.
/// (QFuture::takeResult() of Qt 6.4 resets the state, whereupon ~QPromise runs the continuation a second time.)
template<class T>
[[nodiscard]] T takeResultOf(const QFuture<T> &finished)
{
    return std::move(const_cast<T &>(*finished.constBegin()));
}

/// @p next with the result of @p future, on @p executor: the thread that finished @p future is not kept.
template<class T, class Next>
auto thenOn(const Executor &executor, QFuture<T> future, Next next) -> QFuture<std::invoke_result_t<Next, T>>
{
    using Out = std::invoke_result_t<Next, T>;
    auto promise = std::make_shared<QPromise<Out>>();
    promise->start();
    auto result = promise->future();
    future.then(QtFuture::Launch::Sync, [executor, promise, next = std::move(next)](QFuture<T> done) mutable {
        executor([promise, done = std::move(done), next = std::move(next)]() mutable {
            promise->addResult(next(takeResultOf(done)));
            promise->finish();
        });
    });
    return result;
}

/// A future that has its result already.
template<class T>
[[nodiscard]] QFuture<T> readyFuture(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace mdash
