#include "platform/cluster/redisbell.h"

#include <QLoggingCategory>
#include <QUrl>

#include <hiredis/hiredis.h>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcRedis, "mdash.redis", QtInfoMsg)

namespace mdash {

namespace {

constexpr timeval patience{0, 500'000};
constexpr std::chrono::seconds betweenTries{2};

struct FreeReply
{
    void operator()(redisReply *reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, FreeReply>;

/// Runs a command; null on a lost connection, an error of Redis counts as well.
Reply command(redisContext *context, std::vector<QByteArray> words)
{
    std::vector<const char *> texts;
    std::vector<size_t> lengths;
    for (const QByteArray &word : words) {
        texts.push_back(word.constData());
        lengths.push_back(static_cast<size_t>(word.size()));
    }
    Reply reply(static_cast<redisReply *>(redisCommandArgv(context, static_cast<int>(words.size()), texts.data(), lengths.data())));
    if (reply && reply->type == REDIS_REPLY_ERROR) {
        qCWarning(lcRedis) << "Redis refuses" << words.front() << "error" << QByteArray(reply->str, static_cast<qsizetype>(reply->len));
        return nullptr;
    }
    return reply;
}

Result<quint16> parsePort(const QString &text)
{
    bool isNumber = false;
    const quint16 port = text.toUShort(&isNumber);
    if (!isNumber || port == 0)
        return fail(ErrorCode::InvalidInput, u"port \"%1\": expected a number from 1 to 65535"_s.arg(text));
    return port;
}

Result<RedisOptions> parseUrl(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (url.scheme() != "redis"_L1)
        return fail(ErrorCode::InvalidInput, u"\"%1://\": expected redis://, TLS to Redis is not supported"_s.arg(url.scheme()));
    if (!url.isValid() || url.host().isEmpty())
        return fail(ErrorCode::InvalidInput, u"expected redis://host:port"_s);
    RedisOptions options;
    options.host = url.host();
    options.port = static_cast<quint16>(url.port(options.port));
    options.user = url.userName(QUrl::FullyDecoded);
    options.password = Secret(url.password(QUrl::FullyDecoded).toUtf8());
    return options;
}

} // namespace

Result<RedisOptions> parseRedisAddress(const QString &address)
{
    if (address.contains("://"_L1))
        return parseUrl(address);
    RedisOptions options;
    options.host = address.trimmed();
    const qsizetype colon = options.host.lastIndexOf(u':');
    if (!options.host.startsWith(u'/') && colon >= 0) {
        const auto port = parsePort(options.host.mid(colon + 1));
        if (!port)
            return tl::unexpected(port.error());
        options.port = *port;
        options.host.truncate(colon);
    }
    if (options.host.isEmpty())
        return fail(ErrorCode::InvalidInput, u"expected host:port or the path of a UNIX socket"_s);
    return options;
}

Result<RedisOptions> parseRedisConnection(const QString &connstr)
{
    QMap<QString, QString> parts;
    for (const QString &part : connstr.split(u',', Qt::SkipEmptyParts))
        parts.insert(part.section(u'=', 0, 0).trimmed(), part.section(u'=', 1));
    if (const QString tls = parts.value(u"ssl"_s); !tls.isEmpty() && tls != "false"_L1)
        return fail(ErrorCode::InvalidInput, u"ssl=%1: TLS to Redis is not supported"_s.arg(tls));
    return parseRedisAddress(parts.value(u"addr"_s)).map([&](RedisOptions options) {
        options.user = parts.value(u"username"_s);
        options.password = Secret(parts.value(u"password"_s).toUtf8());
        return options;
    });
}

void RedisBell::Close::operator()(redisContext *context) const
{
    redisFree(context);
}

RedisBell::RedisBell(RedisOptions options) : m_options(std::move(options)), m_channel(m_options.prefix.toUtf8() + "md") {}

RedisBell::~RedisBell() = default;

RedisBell::Connection RedisBell::connect() const
{
    const QByteArray host = m_options.host.toUtf8();
    Connection connection(m_options.host.startsWith(u'/') ? redisConnectUnixWithTimeout(host.constData(), patience)
                                                          : redisConnectWithTimeout(host.constData(), m_options.port, patience));
    if (!connection || connection->err != 0 || redisSetTimeout(connection.get(), patience) != REDIS_OK)
        return nullptr;
    std::vector<QByteArray> signIn{"AUTH"};
    if (!m_options.user.isEmpty())
        signIn.push_back(m_options.user.toUtf8());
    signIn.push_back(m_options.password.reveal());
    if (!m_options.password.isEmpty() && !command(connection.get(), signIn))
        return nullptr;
    return connection;
}

bool RedisBell::subscribe()
{
    m_ringer = connect();
    m_listener = m_ringer ? connect() : nullptr;
    if (m_listener && command(m_listener.get(), {"SUBSCRIBE", m_channel}))
        return true;
    drop();
    return false;
}

void RedisBell::drop()
{
    m_listener.reset();
    m_ringer.reset();
}

void RedisBell::keepConnected()
{
    if (isConnected() && command(m_ringer.get(), {"PING"}))
        return;
    drop();
    const auto now = std::chrono::steady_clock::now();
    if (now < m_triedAt + betweenTries)
        return;
    m_triedAt = now;
    const bool connected = subscribe();
    if (connected != m_wasConnected)
        qCWarning(lcRedis) << (connected ? "Redis wakes the readers of events again" : "Redis does not answer, events are looked for each 0.7 s instead")
                           << "host" << m_options.host << "port" << m_options.port;
    m_wasConnected = connected;
}

int RedisBell::descriptor() const
{
    return m_listener ? m_listener->fd : -1;
}

bool RedisBell::take()
{
    if (!m_listener)
        return false;
    if (redisBufferRead(m_listener.get()) != REDIS_OK) {
        drop();
        return true;
    }
    bool rang = false;
    for (void *reply = nullptr; redisGetReplyFromReader(m_listener.get(), &reply) == REDIS_OK && reply; reply = nullptr) {
        freeReplyObject(reply);
        rang = true;
    }
    return rang;
}

void RedisBell::ring(qint64 id)
{
    if (m_ringer && !command(m_ringer.get(), {"PUBLISH", m_channel, QByteArray::number(id)}))
        drop();
}

} // namespace mdash
