#include "platform/http/iothread.h"

#include "platform/http/httpsession.h"
#include "platform/http/responsehead.h"
#include "platform/http/servercontext.h"

#include <boost/asio/post.hpp>

#include <QRandomGenerator>

#include <algorithm>
#include <bit>
#include <pthread.h>

namespace mdash {

IoThread::IoThread(ServerContext &context, int index)
    : m_context(context), m_index(index), m_recorder(context.metrics),
      m_random{QRandomGenerator::system()->generate64(), QRandomGenerator::system()->generate64() | 1}
{
}

IoThread::~IoThread()
{
    stop();
}

void IoThread::start()
{
    tick();
    m_thread = std::thread([this] {
        pthread_setname_np(pthread_self(), ("http-io-" + std::to_string(m_index)).c_str());
        m_io.run();
    });
}

void IoThread::stop()
{
    if (!m_thread.joinable())
        return;
    boost::asio::post(m_io, [this] {
        m_timer.cancel();
        const std::vector<HttpSession *> sessions = m_sessions;
        for (HttpSession *session : sessions)
            session->close();
        m_io.stop();
    });
    m_thread.join();
}

void IoThread::closeIdleSessions()
{
    boost::asio::post(m_io, [this] {
        const std::vector<HttpSession *> sessions = m_sessions;
        for (HttpSession *session : sessions)
            session->closeIfIdle();
    });
}

void IoThread::admitWaiting()
{
    boost::asio::post(m_io, [this] {
        const std::vector<HttpSession *> sessions = m_sessions;
        for (HttpSession *session : sessions)
            session->admitWaiting();
    });
}

void IoThread::add(HttpSession &session)
{
    session.setPlace(m_sessions.size());
    m_sessions.push_back(&session);
}

void IoThread::remove(HttpSession &session)
{
    const std::size_t place = session.place();
    m_sessions[place] = m_sessions.back();
    m_sessions[place]->setPlace(place);
    m_sessions.pop_back();
}

qint64 IoThread::nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::string_view IoThread::date()
{
    const qint64 second = std::chrono::floor<std::chrono::seconds>(m_context.clock.now()).time_since_epoch().count();
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date.clear();
        appendHttpDate(m_date, second);
    }
    return m_date;
}

/// xoroshiro128+: ids must differ, they need not be secret.
std::string IoThread::newTraceId()
{
    constexpr std::string_view Hex = "0123456789abcdef";
    std::string id;
    id.reserve(32);
    for (int half = 0; half < 2; ++half) {
        quint64 bits = m_random[0] + m_random[1];
        const quint64 mixed = m_random[1] ^ m_random[0];
        m_random[0] = std::rotl(m_random[0], 24) ^ mixed ^ (mixed << 16);
        m_random[1] = std::rotl(mixed, 37);
        for (int digit = 0; digit < 16; ++digit, bits >>= 4)
            id += Hex[bits & 15];
    }
    return id;
}

/// Deadlines are looked at this often: a quarter of the shortest, so they are met within 25 %.
std::chrono::milliseconds IoThread::tickLength() const
{
    const HttpLimits &limits = m_context.options.limits;
    const auto shortest = std::min({limits.header, limits.idle, limits.bodyIdle, limits.request, limits.write, limits.linger});
    return std::clamp<std::chrono::milliseconds>(shortest / 4, std::chrono::milliseconds(5), std::chrono::milliseconds(1000));
}

/// One timer for all connections: re-arming one per request would cost a system call each.
void IoThread::tick()
{
    m_timer.expires_after(tickLength());
    m_timer.async_wait([this](boost::system::error_code error) {
        if (error)
            return;
        const qint64 now = nowMs();
        const std::vector<HttpSession *> sessions = m_sessions;
        for (HttpSession *session : sessions)
            session->onTick(now);
        tick();
    });
}

} // namespace mdash
