#include "platform/net/egress.h"

#include "platform/net/transfer.h"

#include <algorithm>
#include <mutex>
#include <thread>

#include <pthread.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

/// The egress thread: takes what was sent, drives curl, answers. Only `incoming` and `isStopping` are shared.
struct Egress::Private
{
    explicit Private(EgressOptions egressOptions) : options(std::move(egressOptions)), policy(options) {}

    void run();
    void startIncoming();
    void finishDone();
    void dropCancelled();
    void dropAll();
    void remove(std::size_t index);

    const EgressOptions options;
    const AddressPolicy policy;
    CURLM *multi = nullptr;
    std::vector<std::unique_ptr<Transfer>> active;

    std::mutex mutex;
    std::vector<std::unique_ptr<Transfer>> incoming;
    bool isStopping = false;
    std::thread thread;
};

void Egress::Private::run()
{
    constexpr int sweepMs = 250;
    constexpr int idleMs = 60'000;
    pthread_setname_np(pthread_self(), "egress");
    for (;;) {
        {
            const std::lock_guard lock(mutex);
            if (isStopping)
                break;
        }
        startIncoming();
        for (const auto &transfer : active)
            transfer->resumeIfThereIsRoom();
        int running = 0;
        curl_multi_perform(multi, &running);
        finishDone();
        dropCancelled();
        curl_multi_poll(multi, nullptr, 0, active.empty() ? idleMs : sweepMs, nullptr);
    }
    dropAll();
}

void Egress::Private::startIncoming()
{
    std::vector<std::unique_ptr<Transfer>> taken;
    {
        const std::lock_guard lock(mutex);
        taken.swap(incoming);
    }
    for (auto &transfer : taken) {
        if (const auto ready = transfer->prepare(); !ready) {
            transfer->finish(ready.error());
        } else if (curl_multi_add_handle(multi, transfer->handle()) == CURLM_OK) {
            active.push_back(std::move(transfer));
        } else {
            transfer->finish({ErrorCode::Unavailable, u"The request could not be started"_s, {}, {}});
        }
    }
}

void Egress::Private::finishDone()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURL *easy = message->easy_handle;
        const CURLcode code = message->data.result;
        const auto found = std::find_if(active.begin(), active.end(),
                                        [easy](const auto &transfer) { return transfer->handle() == easy; });
        if (found == active.end())
            continue;
        (*found)->finish(code);
        remove(static_cast<std::size_t>(found - active.begin()));
    }
}

void Egress::Private::dropCancelled()
{
    for (std::size_t i = active.size(); i-- > 0;) {
        if (active[i]->isCancelled()) {
            active[i]->finish({ErrorCode::Unavailable, u"The request was cancelled"_s, {}, {}});
            remove(i);
        }
    }
}

void Egress::Private::dropAll()
{
    startIncoming();
    while (!active.empty()) {
        active.back()->finish({ErrorCode::Unavailable, u"The node is stopping"_s, {}, {}});
        remove(active.size() - 1);
    }
}

void Egress::Private::remove(std::size_t index)
{
    curl_multi_remove_handle(multi, active[index]->handle());
    std::swap(active[index], active.back());
    active.pop_back();
}

Egress::Egress(EgressOptions options) : d(std::make_unique<Private>(std::move(options)))
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
    d->multi = curl_multi_init();
    curl_multi_setopt(d->multi, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(d->options.maxConnectionsPerHost));
    curl_multi_setopt(d->multi, CURLMOPT_MAXCONNECTS, 256L);
    d->thread = std::thread([this] { d->run(); });
}

Egress::~Egress()
{
    {
        const std::lock_guard lock(d->mutex);
        d->isStopping = true;
    }
    curl_multi_wakeup(d->multi);
    d->thread.join();
    curl_multi_cleanup(d->multi);
    curl_global_cleanup();
}

void Egress::resume()
{
    curl_multi_wakeup(d->multi);
}

QFuture<Result<EgressResponse>> Egress::send(EgressRequest request)
{
    QPromise<Result<EgressResponse>> promise;
    promise.start();
    auto future = promise.future();
    auto transfer = std::make_unique<Transfer>(std::move(request), std::move(promise), d->policy, d->options);
    {
        const std::lock_guard lock(d->mutex);
        d->incoming.push_back(std::move(transfer));
    }
    curl_multi_wakeup(d->multi);
    return future;
}

} // namespace mdash
