#include "platform/cluster/eventbus.h"

#include "platform/storage/dialect.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <array>
#include <poll.h>
#include <pthread.h>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace mdash {

Q_LOGGING_CATEGORY(lcEvents, "mdash.events", QtInfoMsg)

namespace {

constexpr auto sureInterval = 5'000ms;   // something wakes us
constexpr auto unsureInterval = 700ms;   // nothing does
constexpr auto betweenLooks = 50ms;      // many commits, one look
constexpr auto echoPatience = 1'000ms;   // of LISTEN, heard on one connection what another says
const QString channel = u"md"_s;

qint64 steadyMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// So that many nodes do not ask at one moment.
std::chrono::milliseconds jittered(std::chrono::milliseconds interval)
{
    const double share = 0.7 + 0.6 * QRandomGenerator::global()->generateDouble();
    return std::chrono::milliseconds(static_cast<qint64>(static_cast<double>(interval.count()) * share));
}

} // namespace

EventBus::EventBus(DatabaseOptions database, std::optional<RedisOptions> redis) : m_options(std::move(database))
{
    if (redis)
        m_redis = std::make_unique<RedisBell>(*std::move(redis));
}

EventBus::~EventBus()
{
    stop();
}

void EventBus::stop()
{
    m_isStopping = true;
    m_wakeup.ring();
    if (m_thread.joinable())
        m_thread.join();
}

void EventBus::start()
{
    m_caughtUpAt = steadyMs();
    m_thread = std::thread([this] {
        pthread_setname_np(pthread_self(), "events");
        run();
    });
}

void EventBus::announce(qint64 id)
{
    m_announced = id;
    m_wakeup.ring();
}

std::chrono::milliseconds EventBus::age() const
{
    return std::chrono::milliseconds(std::max<qint64>(0, steadyMs() - m_caughtUpAt));
}

std::chrono::milliseconds EventBus::lag() const
{
    const auto inTime = interval() * 2;
    return age() > inTime ? age() : 0ms;
}

std::chrono::milliseconds EventBus::interval() const
{
    return m_isBellSure ? sureInterval : unsureInterval;
}

void EventBus::run()
{
    while (!m_isStopping) {
        if (m_redis)
            m_redis->keepConnected();
        if (const qint64 announced = m_announced.exchange(0); announced > 0 && m_redis)
            m_redis->ring(announced);
        m_lookedAt = std::chrono::steady_clock::now();
        if (look())
            m_caughtUpAt = steadyMs();
        m_isRedisAway = m_redis && !m_redis->isConnected();
        m_isBellSure = m_isListening || (m_redis && m_redis->isConnected());
        waitForBell();
    }
    m_log.reset();
    m_database.reset();
}

/// True if every event of this moment is known.
bool EventBus::look()
{
    if (!m_database) {
        auto opened = Database::open(m_options);
        if (!opened)
            return false;
        m_database = *std::move(opened);
        m_log = std::make_unique<EventLog>(*m_database);
    }
    m_isListening = listens();
    return readAll() && m_listenedOpening == m_database->openings(); // else we were deaf for a moment
}

bool EventBus::readAll()
{
    for (;;) {
        const auto batch = m_log->read();
        if (!batch)
            return false;
        apply(*batch);
        if (!batch->hasMore)
            return true;
    }
}

/// LISTEN, once for each connection, before the log is read: what is committed later is heard.
bool EventBus::listens()
{
    if (m_listenedOpening == m_database->openings() && m_database->socket() >= 0)
        return m_isListening;
    if (!m_database->dialect().hasNotify()) {
        m_listenedOpening = m_database->openings();
        return false;
    }
    if (!m_database->listen(channel))
        return false;
    m_listenedOpening = m_database->openings();
    m_isListenSwallowed = !hearsItself();
    if (m_isListenSwallowed)
        qCWarning(lcEvents) << "notifications do not come through, events are looked for each 0.7 s instead: a pooler in transaction mode"
                               " stands before the database";
    return !m_isListenSwallowed;
}

/// Whether a notification of another connection comes through.
bool EventBus::hearsItself()
{
    const auto other = Database::open(m_options);
    if (!other || !(*other)->forEach(u"SELECT pg_notify('md', '')"_s, {}, [](const Row &) {}))
        return false;
    const auto until = std::chrono::steady_clock::now() + echoPatience;
    while (std::chrono::steady_clock::now() < until && !m_isStopping) {
        const auto heard = m_database->takeNotifications();
        if (!heard || !heard->empty())
            return heard.has_value();
        pollfd descriptor{m_database->socket(), POLLIN, 0};
        ::poll(&descriptor, 1, static_cast<int>(betweenLooks.count()));
    }
    return false;
}

void EventBus::apply(const EventBatch &batch)
{
    if (batch.lostPlace) {
        ++m_resyncCount;
        qCWarning(lcEvents) << "the database has lost events, or they were too many: everything is read anew" << "position" << m_log->position();
        for (const auto &resync : m_resyncs)
            resync();
    }
    for (const ReceivedEvent &event : batch.events) {
        for (const QString &topic : {event.topic, QString()}) {
            const auto [first, last] = m_callbacks.equal_range(topic);
            for (auto it = first; it != last; ++it)
                it->second(event);
        }
        m_position = event.id;
    }
    m_position = m_log->position();
}

/// Whether the database notified us, or is lost.
bool EventBus::wasNotified()
{
    if (!m_isListening)
        return false;
    const auto heard = m_database->takeNotifications();
    return !heard || !heard->empty();
}

void EventBus::waitForBell()
{
    const auto until = m_lookedAt + jittered(interval());
    bool rang = wasNotified(); // one that came with a row of the last look makes the socket ready no more
    while (!rang && !m_isStopping) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left <= 0ms)
            return;
        std::array<pollfd, 3> descriptors{pollfd{m_wakeup.descriptor(), POLLIN, 0}, pollfd{m_isListening ? m_database->socket() : -1, POLLIN, 0},
                                          pollfd{m_redis ? m_redis->descriptor() : -1, POLLIN, 0}};
        ::poll(descriptors.data(), descriptors.size(), static_cast<int>(left.count()));
        rang = descriptors[0].revents != 0;
        m_wakeup.clear();
        if (descriptors[1].revents != 0)
            rang = wasNotified() || rang;
        if (descriptors[2].revents != 0)
            rang = m_redis->take() || rang;
    }
    if (!m_isStopping)
        std::this_thread::sleep_until(m_lookedAt + betweenLooks);
}

} // namespace mdash
