#include "platform/http/httpsession.h"

namespace mdash {

namespace {

constexpr std::size_t BufferSlack = 1024; // so that a header one byte too long is seen as such
constexpr qint64 SlowestBytesPerSecond = 1024;
constexpr qint64 BytesPerExtraSecond = 64 * 1024;
constexpr std::string_view Continue = "HTTP/1.1 100 Continue\r\n\r\n";

} // namespace

HttpSession::HttpSession(IoThread &thread, std::unique_ptr<Transport> transport, std::string peer)
    : m_thread(thread), m_context(thread.context()), m_transport(std::move(transport)), m_peer(std::move(peer)),
      m_isPeerTrusted(m_context.proxies.contains(m_peer)), m_buffer(limits().headerBytes + BufferSlack),
      m_scanner(limits()), m_parser(limits()), m_sender(*m_transport)
{
    m_thread.add(*this);
    m_context.metrics.connections.Increment();
}

HttpSession::~HttpSession()
{
    close();
}

void HttpSession::start()
{
    setDeadline(limits().header);
    m_transport->handshake(shared_from_this());
}

void HttpSession::close()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    ++m_serial;
    m_waiting.reset();
    m_sender.cancel();
    m_transport->close();
    releaseBody();
    uncountRequest();
    m_thread.remove(*this);
    m_context.connections.remove(m_peer);
    m_context.metrics.connections.Decrement();
}

void HttpSession::closeIfIdle()
{
    if (m_state == State::Handshake || (m_state == State::Header && m_buffer.isEmpty()))
        close();
}

void HttpSession::setDeadline(std::chrono::milliseconds after)
{
    m_deadline = IoThread::nowMs() + after.count();
}

void HttpSession::onHandshake(bool isGood)
{
    if (m_state != State::Handshake)
        return;
    if (!isGood)
        return close();
    m_state = State::Header;
    ensureReading();
}

void HttpSession::ensureReading()
{
    if (m_isReadPending || m_state == State::Closed)
        return;
    const std::size_t room = m_buffer.prepare();
    if (room == 0)
        return; // a client that sends ahead of its answers waits
    m_isReadPending = true;
    m_transport->read(shared_from_this(), m_buffer.space(), room);
}

void HttpSession::onRead(std::size_t bytes, bool isBroken)
{
    m_isReadPending = false;
    if (m_state == State::Closed)
        return;
    if (isBroken)
        return close();
    if (bytes == 0)
        return onPeerEnded();
    m_buffer.commit(bytes);
    if (m_state == State::Lingering)
        m_buffer.clear();
    advance();
}

/// The client has closed its side. It may still read an answer, but no longer follows a stream.
void HttpSession::onPeerEnded()
{
    m_keepsAlive = false;
    const bool isServed = m_state == State::Serving || m_state == State::Sending;
    if (!isServed || m_sender.isStreaming())
        close();
}

/// Takes what the buffer holds as far as it goes. Loops instead of recursing, for pipelined requests.
void HttpSession::advance()
{
    if (m_isAdvancing)
        return;
    m_isAdvancing = true;
    const auto self = shared_from_this();
    bool hasMore = true;
    while (hasMore && !m_isWritingInterim)
        hasMore = m_state == State::Header ? readHeader() : m_state == State::Body && readBody();
    m_isAdvancing = false;
    if (m_state == State::Header && m_isIdle && !m_buffer.isEmpty()) {
        m_isIdle = false;
        setDeadline(limits().header);
    }
    ensureReading();
}

/// True if there may be more to do.
bool HttpSession::readHeader()
{
    if (m_buffer.isEmpty())
        return false;
    const auto verdict = m_scanner.scan(m_buffer.bytes());
    if (verdict == HeaderScanner::Verdict::NeedMore)
        return false;
    m_startTime = std::chrono::steady_clock::now();
    m_isHealth = false;
    m_method = Method::Get;
    m_handler = m_context.unknownHandler();
    switch (verdict) {
    case HeaderScanner::Verdict::NeedMore:
    case HeaderScanner::Verdict::Complete: break;
    case HeaderScanner::Verdict::Malformed: refuse(ErrorCode::InvalidInput, "malformed request header"); return true;
    case HeaderScanner::Verdict::LineTooLong: refuse(ErrorCode::InvalidInput, "request line is too long", 414); return true;
    case HeaderScanner::Verdict::TooLarge: refuse(ErrorCode::InvalidInput, "request header is too large", 431); return true;
    }
    const std::size_t length = m_scanner.length();
    const std::size_t skipped = m_scanner.skipped();
    m_scanner.reset();
    m_isIdle = false;
    if (m_parser.parseHeader(m_buffer.bytes().substr(skipped, length - skipped)))
        beginRequest(m_parser.header());
    else
        refuse(ErrorCode::InvalidInput, "malformed request header");
    m_buffer.consume(length);
    if (m_state == State::Body)
        beginBody();
    return true;
}

void HttpSession::beginRequest(const RequestParser::Header &header)
{
    ++m_requests;
    m_method = header.method;
    m_isHttp11 = header.isHttp11;
    m_keepsAlive = header.keepsAlive && m_requests < limits().requestsPerConnection;
    if (!locate(header))
        return;
    const bool isRead = m_method == Method::Get || m_method == Method::Head;
    if (const auto *entry = isRead ? m_context.direct.find(m_path) : nullptr)
        return serveDirectly(header, *entry);
    if (!admit(header))
        return;
    m_request = makeRequest(header);
    if (header.hasBody)
        m_state = State::Body;
    else
        submit();
}

/// The header is consumed and its body is wanted.
void HttpSession::beginBody()
{
    m_deadline = startedAt() + std::min(limits().bodyIdle, limits().body).count();
    if (!m_parser.header().expectsContinue || !m_buffer.isEmpty())
        return;
    const auto buffer = boost::asio::const_buffer(Continue.data(), Continue.size());
    const auto written = m_transport->write(shared_from_this(), {buffer, {}, {}});
    if (written == Transport::Write::Failed)
        close();
    m_isWritingInterim = written == Transport::Write::Pending;
}

bool HttpSession::readBody()
{
    std::size_t consumed = 0;
    const auto verdict = m_parser.parseBody(m_buffer.bytes(), m_bodyLimit, m_request.body, consumed);
    m_buffer.consume(consumed);
    if (!reserveBody()) {
        m_request.body = {};
        releaseBody(); // at once, so that the others still fit
        refuse(ErrorCode::Unavailable, "too many request bodies at once");
        return true;
    }
    switch (verdict) {
    case RequestParser::Body::NeedMore: break;
    case RequestParser::Body::Complete: submit(); return true;
    case RequestParser::Body::Malformed: refuse(ErrorCode::InvalidInput, "malformed request body"); return true;
    case RequestParser::Body::TooLarge: refuse(ErrorCode::TooLarge, "request body is too large"); return true;
    }
    const qint64 now = IoThread::nowMs();
    const qint64 earned = static_cast<qint64>(m_request.body.size()) / BytesPerExtraSecond * 1000;
    m_deadline = std::min(now + limits().bodyIdle.count(), startedAt() + limits().body.count() + earned);
    return false;
}

/// False if all bodies together are more than the process may hold.
bool HttpSession::reserveBody()
{
    const std::size_t added = m_request.body.size() - m_bodyReserved;
    m_bodyReserved += added;
    return m_context.bodyBytes.fetch_add(added, std::memory_order_relaxed) + added <= limits().bodiesInFlight;
}

void HttpSession::releaseBody()
{
    m_context.bodyBytes.fetch_sub(m_bodyReserved, std::memory_order_relaxed);
    m_bodyReserved = 0;
}

bool HttpSession::isBodyTooSlow(qint64 now) const
{
    const qint64 elapsed = now - startedAt();
    return elapsed > limits().bodyIdle.count()
        && static_cast<qint64>(m_request.body.size()) < elapsed * SlowestBytesPerSecond / 1000;
}

void HttpSession::onTick(qint64 now)
{
    const bool isWaitingForProducer = m_state == State::Sending && m_sender.isStarved();
    if (m_state == State::Closed || isWaitingForProducer)
        return;
    if (m_waiting && m_context.backend()->admission.isOpen())
        return admitWaiting();
    if (now >= m_deadline || (m_state == State::Body && isBodyTooSlow(now)))
        onDeadline();
}

void HttpSession::onDeadline()
{
    const auto self = shared_from_this();
    if (m_waiting)
        return refuseWaiting();
    if (m_state == State::Serving)
        return refuse(ErrorCode::Timeout, "the request took too long");
    const bool hasBegun = (m_state == State::Header && !m_buffer.isEmpty()) || m_state == State::Body;
    if (!hasBegun || m_isWritingInterim)
        return close();
    refuse(ErrorCode::Timeout, "the request did not come in time", 408);
}

void HttpSession::onWriteProgress()
{
    if (m_state == State::Sending)
        setDeadline(limits().write);
}

void HttpSession::onWritten(bool isGood)
{
    if (m_state == State::Closed)
        return;
    if (!isGood)
        return close();
    if (m_isWritingInterim) {
        m_isWritingInterim = false;
        return advance();
    }
    if (m_state == State::Sending)
        onSendState(m_sender.onWritten(shared_from_this()));
}

} // namespace mdash
