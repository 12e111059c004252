#pragma once

#include "base/error.h"
#include "base/secret.h"

#include <QString>

#include <chrono>
#include <memory>

struct redisContext;

namespace mdash {

/// How to reach Redis; from `[live] ha_engine…` or `[remote_cache]`.
struct RedisOptions
{
    QString host; // or the path of a UNIX socket
    quint16 port = 6379;
    QString user;
    Secret password;
    QString prefix; // of our channel's name
};

/// Reads `host`, `host:port`, `/path` or `redis://[user[:password]@]host[:port]`. Fails with InvalidInput for `rediss://`: Debian's
/// client library has no TLS.
[[nodiscard]] Result<RedisOptions> parseRedisAddress(const QString &address);
/// Reads `addr=host:port,username=…,password=…,network=tcp|unix`, as `[remote_cache] connstr`.
[[nodiscard]] Result<RedisOptions> parseRedisConnection(const QString &connstr);

/// Wakes readers of events through Redis: who published says so on a channel that the others have subscribed. Nothing is lost
/// when Redis is, it is only later; the connection comes back by itself. On one thread, which waits for Redis at most half a second.
class RedisBell
{
public:
    explicit RedisBell(RedisOptions options);
    ~RedisBell();
    RedisBell(const RedisBell &) = delete;
    RedisBell &operator=(const RedisBell &) = delete;

    /// Connects if there is no connection, at most each 2 s, and sees whether there still is one.
    void keepConnected();
    [[nodiscard]] bool isConnected() const { return m_listener != nullptr; }
    /// To wait on; -1 without a connection.
    [[nodiscard]] int descriptor() const;
    /// Takes what came without waiting. True if the bell rang, or was lost.
    [[nodiscard]] bool take();
    void ring(qint64 id);

private:
    struct Close
    {
        void operator()(redisContext *context) const;
    };
    using Connection = std::unique_ptr<redisContext, Close>;
    [[nodiscard]] Connection connect() const;
    [[nodiscard]] bool subscribe();
    void drop();

    const RedisOptions m_options;
    const QByteArray m_channel;
    Connection m_listener, m_ringer; // a connection that has subscribed cannot publish
    std::chrono::steady_clock::time_point m_triedAt{};
    bool m_wasConnected = true; // so that the first failure is logged
};

} // namespace mdash
