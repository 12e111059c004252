#include "platform/http/httpsession.h"

#include <boost/asio/post.hpp>

#include <QLoggingCategory>

#include <algorithm>

namespace mdash {

Q_LOGGING_CATEGORY(lcAccess, "mdash.access", QtInfoMsg)

namespace {

constexpr std::size_t UnknownRouteBody = 1u << 20;

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// Of "10.0.0.1, 10.0.0.2" the right-most: the one that our own proxy wrote.
std::string_view lastOf(std::string_view list)
{
    const std::size_t comma = list.rfind(',');
    std::string_view last = comma == std::string_view::npos ? list : list.substr(comma + 1);
    while (last.starts_with(' '))
        last.remove_prefix(1);
    return last;
}

bool isForwardingHeader(std::string_view lower)
{
    return lower.starts_with("x-forwarded-") || lower == "forwarded" || lower == "x-real-ip";
}

} // namespace

/// Brings the answer back to the session's thread. One that is dropped without an answer, because its worker or the
/// other server is gone, says so.
class HttpSession::Sink final : public ReplySink
{
public:
    Sink(std::shared_ptr<HttpSession> session, quint64 serial) : m_session(std::move(session)), m_serial(serial) {}
    ~Sink() override
    {
        if (m_session)
            answer(toResponse({ErrorCode::Unavailable, QStringLiteral("the server is stopping"), {}, {}}, {}));
    }
    void answer(Response response) override
    {
        if (!m_session)
            return;
        auto &io = m_session->m_thread.io();
        boost::asio::post(io, [session = std::move(m_session), serial = m_serial, response = std::move(response)]() mutable {
            session->onAnswer(serial, std::move(response));
        });
    }

private:
    std::shared_ptr<HttpSession> m_session;
    const quint64 m_serial;
};

/// Finds the canonical path below the sub path. Answers by itself and says false if there is none.
bool HttpSession::locate(const RequestParser::Header &header)
{
    const auto target = splitTarget(header.target);
    if (!target || !isWellFormedQuery(target->query)) {
        refuse(ErrorCode::InvalidInput, "malformed request target");
        return false;
    }
    m_target = *target;
    if (isPlainPath(target->path)) {
        m_path.assign(target->path);
    } else if (auto path = canonicalPath(target->path)) {
        m_path = std::move(*path);
    } else {
        refuse(ErrorCode::InvalidInput, path.error().detail.toUtf8().constData());
        return false;
    }
    const auto *direct = m_context.direct.find(m_path);
    m_isHealth = direct && direct->isHealth;
    if (m_isHealth)
        return true;
    if (isForeignHost(header)) {
        send(Response::redirect(m_context.options.rootUrl, 301));
        return false;
    }
    const std::string &prefix = m_context.subUrl;
    if (!m_context.options.serveFromSubPath || prefix.empty())
        return true;
    if (m_path.starts_with(prefix) && (m_path.size() == prefix.size() || m_path[prefix.size()] == '/')) {
        m_path.erase(0, prefix.size());
        if (m_path.empty())
            m_path = "/";
        if (m_target.path.starts_with(prefix))
            m_target.path.remove_prefix(prefix.size());
        return true;
    }
    if (m_path == "/" && m_method == Method::Get)
        send(Response::redirect(prefix + "/"));
    else
        refuse(ErrorCode::NotFound, "Not found");
    return false;
}

/// `enforce_domain`: a page of another name that resolves to us must not reach us (DNS rebinding).
bool HttpSession::isForeignHost(const RequestParser::Header &header) const
{
    if (!m_context.options.enforceDomain)
        return false;
    const std::string_view forwarded = m_isPeerTrusted ? lastOf(header.field("x-forwarded-host")) : std::string_view();
    const std::string host = lowerCase(forwarded.empty() ? header.host : forwarded);
    const std::size_t port = host.ends_with(']') ? std::string::npos : host.rfind(':');
    return host.substr(0, port) != lowerCase(m_context.options.domain);
}

/// Finds the route and checks what the header says about the body. Answers by itself and says false if it is refused.
bool HttpSession::admit(const RequestParser::Header &header)
{
    const ServerContext::Backend *backend = m_context.backend();
    if (!backend) {
        refuse(ErrorCode::Unavailable, "the server is starting");
        return false;
    }
    m_match = backend->router.match(m_method, m_path);
    m_handler = m_match ? m_context.routeHandler(m_match->index) : m_context.unknownHandler();
    m_bodyLimit = m_match ? backend->router.at(m_match->index).bodyLimit : UnknownRouteBody;
    if (!header.hasBody)
        return true;
    if (header.contentLength > m_bodyLimit) {
        refuse(ErrorCode::TooLarge, "request body is too large");
        return false;
    }
    const std::string_view coding = header.field("content-encoding");
    if (!coding.empty() && coding != "identity") {
        refuse(ErrorCode::UnsupportedMedia, "request bodies must not be compressed");
        return false;
    }
    return true;
}

Request HttpSession::makeRequest(const RequestParser::Header &header)
{
    Request request;
    request.method = header.method;
    request.path = m_path;
    std::replace(request.path.begin(), request.path.end(), EncodedSlash, '/');
    request.rawPath = m_target.path.empty() ? std::string("/") : std::string(m_target.path);
    request.rawQuery = m_target.query;
    request.headers.reserve(header.fields.size());
    for (const auto &[name, value] : header.fields) {
        std::string lower = lowerCase(name);
        if (m_isPeerTrusted || !isForwardingHeader(lower))
            request.headers.emplace_back(std::move(lower), value);
    }
    if (m_match)
        request.params = std::move(m_match->params);
    request.isSecure = m_context.options.useTls;
    request.clientAddress = m_peer;
    if (m_isPeerTrusted) {
        request.clientAddress = m_context.proxies.clientOf(m_peer, request.header("x-forwarded-for"));
        if (const auto scheme = lastOf(request.header("x-forwarded-proto")); !scheme.empty())
            request.isSecure = scheme == "https";
        const std::string forwardedHost(lastOf(request.header("x-forwarded-host")));
        for (auto &[name, value] : request.headers) {
            if (name == "host" && !forwardedHost.empty())
                value = forwardedHost;
        }
    }
    m_traceId = m_thread.newTraceId();
    request.traceId = m_traceId;
    return request;
}

void HttpSession::serveDirectly(const RequestParser::Header &header, const DirectRoutes::Entry &entry)
{
    DirectAnswer answer;
    entry.handler(header, answer);
    m_handler = entry.label;
    m_traceId.clear();
    if (header.hasBody || m_context.isDraining.load(std::memory_order_relaxed))
        m_keepsAlive = false; // nobody reads that body
    record(answer.status);
    const std::string_view body = answer.owned.empty() ? answer.body : std::string_view(answer.owned);
    const bool hasLength = answer.status != 304;
    m_sender.head().clear();
    m_context.head.writeDirect(m_sender.head(),
                               {answer.status, answer.contentType, m_thread.date(),
                                hasLength ? Framing::Length : Framing::None, body.size(), m_keepsAlive, m_isHttp11},
                               answer);
    m_state = State::Sending;
    setDeadline(limits().write);
    const bool withBody = hasLength && m_method != Method::Head;
    if (answer.owned.empty())
        onSendState(m_sender.send(shared_from_this(), withBody ? body : std::string_view()));
    else
        onSendState(m_sender.send(shared_from_this(), Response::json(std::move(answer.owned)), withBody));
}

void HttpSession::submit()
{
    m_state = State::Serving;
    countRequest();
    m_deadline = startedAt() + limits().request.count();
    auto job = std::make_shared<Job>();
    job->request = std::move(m_request);
    job->route = m_match ? std::optional(m_match->index) : std::nullopt;
    job->reply = std::make_shared<Sink>(shared_from_this(), ++m_serial);
    m_request = Request();
    if (isAdmitted())
        return hand(job);
    m_deadline = startedAt() + m_context.backend()->admission.patience.count();
    m_waiting = std::move(job);
}

bool HttpSession::isAdmitted() const
{
    const ServerContext::Backend &backend = *m_context.backend();
    if (backend.admission.isOpen())
        return true;
    if (!m_match)
        return false;
    const Route &route = backend.router.at(m_match->index);
    return route.access.kind == Access::Kind::Public || route.withoutDatabase != WithoutDatabase::Fails;
}

void HttpSession::admitWaiting()
{
    if (!m_waiting)
        return;
    m_deadline = startedAt() + limits().request.count();
    hand(std::exchange(m_waiting, nullptr));
}

/// The connection stays: the client has done nothing wrong.
void HttpSession::refuseWaiting()
{
    const auto job = std::exchange(m_waiting, nullptr);
    m_deadline = startedAt() + limits().request.count();
    job->reply->answer(toResponse(m_context.backend()->admission.refusal, m_traceId));
}

void HttpSession::hand(const std::shared_ptr<Job> &job)
{
    const Dispatcher &dispatcher = m_context.dispatcher;
    const bool isTaken = m_context.backend()->workers.post([&dispatcher, job](Worker &worker) {
        dispatcher.serve(worker, job);
    });
    if (!isTaken)
        job->reply->answer(toResponse({ErrorCode::Unavailable, QStringLiteral("the server is too busy"), {}, {}}, m_traceId));
}

/// From the end of the request to the last byte of its answer: a node that drains waits for it.
void HttpSession::countRequest()
{
    m_isCounted = true;
    m_context.metrics.requestsInFlight.Increment();
}

void HttpSession::uncountRequest()
{
    if (std::exchange(m_isCounted, false))
        m_context.metrics.requestsInFlight.Decrement();
}

void HttpSession::onAnswer(quint64 serial, Response &&response)
{
    if (m_state == State::Serving && serial == m_serial)
        send(std::move(response));
    else if (auto *stream = std::get_if<std::shared_ptr<BodyStream>>(&response.body))
        (*stream)->cancel();
}

/// Ends the connection with an error. @p status overrides the one of @p code.
void HttpSession::refuse(ErrorCode code, const char *sentence, int status)
{
    if (m_traceId.empty())
        m_traceId = m_thread.newTraceId();
    ++m_serial;
    m_keepsAlive = false;
    Response response = toResponse({code, QString::fromUtf8(sentence), {}, {}}, m_traceId);
    if (status != 0)
        response.status = status;
    send(std::move(response));
}

void HttpSession::send(Response &&response)
{
    if (response.closeConnection || m_context.isDraining.load(std::memory_order_relaxed))
        m_keepsAlive = false;
    ResponseHead::Line line{response.status, response.contentType, m_thread.date(), Framing::Length, 0, m_keepsAlive,
                            m_isHttp11};
    record(response.status);
    m_state = State::Sending;
    setDeadline(limits().write);
    m_sender.head().clear();
    if (std::holds_alternative<std::shared_ptr<BodyStream>>(response.body))
        return sendStream(std::move(response), line);
    if (const auto *text = std::get_if<std::string>(&response.body))
        line.length = text->size();
    else if (const auto &bytes = std::get<std::shared_ptr<const std::string>>(response.body))
        line.length = bytes->size();
    const bool hasNoBody = response.status == 204 || response.status == 304;
    if (hasNoBody) {
        line.framing = Framing::None;
        line.contentType = {};
    }
    m_context.head.write(m_sender.head(), line, response);
    onSendState(m_sender.send(shared_from_this(), std::move(response), !hasNoBody && m_method != Method::Head));
}

void HttpSession::sendStream(Response &&response, ResponseHead::Line line)
{
    const auto stream = std::get<std::shared_ptr<BodyStream>>(response.body);
    if (!m_isHttp11)
        m_keepsAlive = line.keepsAlive = false;
    line.framing = m_isHttp11 ? Framing::Chunked : Framing::UntilClose;
    m_context.head.write(m_sender.head(), line, response);
    if (m_method == Method::Head) {
        stream->cancel();
        return onSendState(m_sender.send(shared_from_this(), std::string_view()));
    }
    const auto wake = [weak = weak_from_this(), serial = m_serial, &io = m_thread.io()] {
        boost::asio::post(io, [weak, serial] {
            const auto self = weak.lock();
            if (self && self->m_state == State::Sending && self->m_serial == serial)
                self->onSendState(self->m_sender.resume(self));
        });
    };
    onSendState(m_sender.sendStream(shared_from_this(), stream, m_isHttp11, wake));
}

void HttpSession::onSendState(ResponseSender::State state)
{
    switch (state) {
    case ResponseSender::State::Sent: finishAnswer(); break;
    case ResponseSender::State::Pending: setDeadline(limits().write); ensureReading(); break;
    case ResponseSender::State::Failed: close(); break;
    }
}

void HttpSession::finishAnswer()
{
    releaseBody();
    uncountRequest();
    m_traceId.clear();
    if (m_keepsAlive && !m_context.isClosing.load(std::memory_order_relaxed)) {
        m_state = State::Header;
        m_isIdle = true;
        setDeadline(limits().idle);
        return advance();
    }
    // Closing while the client still sends would reset the connection and lose the answer on its way.
    m_transport->endSending();
    m_state = State::Lingering;
    setDeadline(limits().linger);
    m_buffer.clear();
    ensureReading();
}

void HttpSession::record(int status)
{
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_startTime).count();
    m_thread.recorder().observe(m_handler, m_method, status, seconds);
    const bool isExpected = status < 500 || m_isHealth; // balancers ask a draining node again and again
    if (isExpected && !m_context.options.logRequests)
        return;
    qCInfo(lcAccess).noquote() << "request" << "method" << methodName(m_method).data() << "path"
                               << QString::fromStdString(m_path) << "status" << status << "ms"
                               << static_cast<int>(seconds * 1000) << "address" << m_peer.c_str() << "trace"
                               << m_traceId.c_str();
}

} // namespace mdash
