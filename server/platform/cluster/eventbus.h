#pragma once

#include "platform/cluster/eventlog.h"
#include "platform/cluster/redisbell.h"
#include "platform/cluster/wakeup.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <thread>

namespace mdash {

/// Tells this node what the cluster's nodes published with their commits, its own events too, in the order of those commits.
/// The table is the truth; LISTEN/NOTIFY, Redis and the node's own commits only wake the reader, who looks by himself each 5 s, or
/// each 0.7 s where nothing wakes him. One thread with a connection of its own, on which everything that was subscribed is called:
/// it must be quick. Callbacks may see an event twice after a restart and must not mind.
class EventBus
{
public:
    using Callback = std::function<void(const ReceivedEvent &)>;

    EventBus(DatabaseOptions database, std::optional<RedisOptions> redis);
    ~EventBus();
    EventBus(const EventBus &) = delete;
    EventBus &operator=(const EventBus &) = delete;

    // Before start():
    /// An empty @p topic means all of them.
    void subscribe(const QString &topic, Callback callback) { m_callbacks.emplace(topic, std::move(callback)); }
    /// History was lost, by a fail-over, a restored backup or a long absence: drop what was cached and read everything anew.
    void onResync(std::function<void()> resync) { m_resyncs.push_back(std::move(resync)); }
    /// Begins with the newest event.
    void start();
    /// After the callbacks under way; nothing is called any more.
    void stop();

    // Any thread:
    /// Look now: somebody says that there is event @p id, or that the database is back.
    void announce(qint64 id);
    void wake() { m_wakeup.ring(); }
    /// Id of the last event that was applied; -1 before the first look.
    [[nodiscard]] qint64 position() const { return m_position; }
    /// How long ago the node last knew every event.
    [[nodiscard]] std::chrono::milliseconds age() const;
    /// 0 while looks come in time, else age().
    [[nodiscard]] std::chrono::milliseconds lag() const;
    /// A pooler between us and PostgreSQL swallows notifications; finding `listen-unavailable`.
    [[nodiscard]] bool isListenSwallowed() const { return m_isListenSwallowed; }
    /// Redis is configured and does not answer.
    [[nodiscard]] bool isRedisAway() const { return m_isRedisAway; }
    [[nodiscard]] qint64 resyncs() const { return m_resyncCount; }

private:
    void run();
    bool look();
    bool readAll();
    [[nodiscard]] bool listens();
    [[nodiscard]] bool hearsItself();
    void apply(const EventBatch &batch);
    [[nodiscard]] bool wasNotified();
    void waitForBell();
    [[nodiscard]] std::chrono::milliseconds interval() const;

    const DatabaseOptions m_options;
    std::multimap<QString, Callback> m_callbacks;
    std::vector<std::function<void()>> m_resyncs;
    std::unique_ptr<RedisBell> m_redis;

    // The thread's own
    std::unique_ptr<Database> m_database;
    std::unique_ptr<EventLog> m_log;
    int m_listenedOpening = 0; // of the connection that LISTEN was said on
    bool m_isListening = false;
    std::chrono::steady_clock::time_point m_lookedAt{};

    Wakeup m_wakeup;
    std::atomic<bool> m_isStopping = false;
    std::atomic<qint64> m_position = -1;
    std::atomic<qint64> m_announced = 0; // by this node, to others
    std::atomic<qint64> m_caughtUpAt = 0; // ms of the steady clock
    std::atomic<bool> m_isBellSure = false; // something wakes us
    std::atomic<bool> m_isListenSwallowed = false;
    std::atomic<bool> m_isRedisAway = false;
    std::atomic<qint64> m_resyncCount = 0;
    std::thread m_thread;
};

} // namespace mdash
