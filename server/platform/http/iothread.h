#pragma once

#include "platform/http/httpmetrics.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <string>
#include <thread>
#include <vector>

namespace mdash {

class HttpSession;
struct ServerContext;

/// One event loop and the connections it serves. Sessions live on this thread; others post to io().
class IoThread
{
public:
    IoThread(ServerContext &context, int index);
    ~IoThread();
    IoThread(const IoThread &) = delete;
    IoThread &operator=(const IoThread &) = delete;

    void start();
    /// Closes what is open and ends the thread.
    void stop();
    /// Asks connections without a request to end, and the others after their answer.
    void closeIdleSessions();
    /// Requests that wait for admission go on.
    void admitWaiting();

    [[nodiscard]] boost::asio::io_context &io() { return m_io; }
    [[nodiscard]] ServerContext &context() { return m_context; }
    [[nodiscard]] HttpMetrics::Recorder &recorder() { return m_recorder; }

    // On the thread itself:
    void add(HttpSession &session);
    void remove(HttpSession &session);
    /// Milliseconds of the steady clock.
    [[nodiscard]] static qint64 nowMs();
    /// The Date header's value, made once a second.
    [[nodiscard]] std::string_view date();
    /// 32 hex digits.
    [[nodiscard]] std::string newTraceId();

private:
    void tick();
    [[nodiscard]] std::chrono::milliseconds tickLength() const;

    ServerContext &m_context;
    const int m_index;
    std::vector<HttpSession *> m_sessions; // each knows its place; outlives m_io, whose end destroys the last of them
    HttpMetrics::Recorder m_recorder;
    boost::asio::io_context m_io{1};
    boost::asio::steady_timer m_timer{m_io};
    std::string m_date;
    qint64 m_dateSecond = 0;
    std::array<quint64, 2> m_random;
    std::thread m_thread;
};

} // namespace mdash
