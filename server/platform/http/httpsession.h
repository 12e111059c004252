#pragma once

#include "platform/http/headerscanner.h"
#include "platform/http/iothread.h"
#include "platform/http/readbuffer.h"
#include "platform/http/requestparser.h"
#include "platform/http/responsesender.h"
#include "platform/http/servercontext.h"
#include "platform/http/uri.h"

#include <memory>
#include <optional>
#include <string>

namespace mdash {

/// One client connection: reads requests within limits and deadlines, one at a time, and sends their answers in order.
/// Lives on its I/O thread; only what answer sinks post comes from elsewhere. Pending operations keep it alive.
class HttpSession final : public TransportClient, public std::enable_shared_from_this<HttpSession>
{
public:
    HttpSession(IoThread &thread, std::unique_ptr<Transport> transport, std::string peer);
    ~HttpSession() override;

    void start();
    /// Ends the connection at once.
    void close();
    /// Ends it now if no request is under way, else after the answer.
    void closeIfIdle();
    /// Hands the request to a worker that waited for its admission.
    void admitWaiting();
    void onTick(qint64 now);

    [[nodiscard]] std::size_t place() const { return m_place; }
    void setPlace(std::size_t place) { m_place = place; }

private:
    class Sink;
    enum class State { Handshake, Header, Body, Serving, Sending, Lingering, Closed };

    void onHandshake(bool isGood) override;
    void onRead(std::size_t bytes, bool isBroken) override;
    void onWriteProgress() override;
    void onWritten(bool isGood) override;

    // Reading: httpsession.cpp
    void ensureReading();
    void onPeerEnded();
    void advance();
    [[nodiscard]] bool readHeader();
    [[nodiscard]] bool readBody();
    void beginRequest(const RequestParser::Header &header);
    void beginBody();
    [[nodiscard]] bool reserveBody();
    void onDeadline();
    [[nodiscard]] bool isBodyTooSlow(qint64 now) const;
    void setDeadline(std::chrono::milliseconds after);

    // Serving: httpsessionserve.cpp
    [[nodiscard]] bool locate(const RequestParser::Header &header);
    [[nodiscard]] bool admit(const RequestParser::Header &header);
    [[nodiscard]] bool isForeignHost(const RequestParser::Header &header) const;
    [[nodiscard]] Request makeRequest(const RequestParser::Header &header);
    void serveDirectly(const RequestParser::Header &header, const DirectRoutes::Entry &entry);
    void submit();
    [[nodiscard]] bool isAdmitted() const;
    void hand(const std::shared_ptr<Job> &job);
    void refuseWaiting();
    void onAnswer(quint64 serial, Response &&response);
    void refuse(ErrorCode code, const char *sentence, int status = 0);
    void send(Response &&response);
    void sendStream(Response &&response, ResponseHead::Line line);
    void onSendState(ResponseSender::State state);
    void finishAnswer();
    void record(int status);
    void releaseBody();
    void countRequest();
    void uncountRequest();
    /// As IoThread::nowMs().
    [[nodiscard]] qint64 startedAt() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(m_startTime.time_since_epoch()).count();
    }
    [[nodiscard]] const HttpLimits &limits() const { return m_context.options.limits; }

    IoThread &m_thread;
    ServerContext &m_context;
    std::unique_ptr<Transport> m_transport;
    const std::string m_peer;
    const bool m_isPeerTrusted;
    std::size_t m_place = 0;

    State m_state = State::Handshake;
    qint64 m_deadline = 0;
    ReadBuffer m_buffer;
    HeaderScanner m_scanner;
    RequestParser m_parser;
    ResponseSender m_sender;
    bool m_isReadPending = false;
    bool m_isWritingInterim = false; // "100 Continue" is on its way
    bool m_isIdle = false;           // between requests
    bool m_isAdvancing = false;
    int m_requests = 0;

    // The present request
    quint64 m_serial = 0; // late answers to an earlier one are dropped
    bool m_keepsAlive = true;
    bool m_isHttp11 = true;
    Method m_method = Method::Get;
    std::chrono::steady_clock::time_point m_startTime;
    bool m_isHealth = false;
    bool m_isCounted = false;  // among the requests in flight
    std::size_t m_handler = 0; // for metrics
    std::size_t m_bodyLimit = 0;
    std::size_t m_bodyReserved = 0;
    RequestTarget m_target;    // views into the buffer, while the header is being looked at
    std::string m_path;        // canonical
    std::optional<Router::Match> m_match;
    Request m_request;
    std::shared_ptr<Job> m_waiting; // for admission
    std::string m_traceId;
};

} // namespace mdash
