#include "platform/http/responsesender.h"

#include <array>
#include <charconv>

namespace mdash {

ResponseSender::~ResponseSender()
{
    cancel();
}

ResponseSender::State ResponseSender::write(std::shared_ptr<TransportClient> client, std::string_view body,
                                            std::string_view tail)
{
    const auto buffer = [](std::string_view text) { return boost::asio::const_buffer(text.data(), text.size()); };
    m_isWriting = true;
    m_bodyBytes += body.size();
    switch (m_transport.write(std::move(client), {buffer(m_head), buffer(body), buffer(tail)})) {
    case Transport::Write::Done: m_isWriting = false; m_head.clear(); return State::Sent;
    case Transport::Write::Pending: return State::Pending;
    case Transport::Write::Failed: break;
    }
    m_isWriting = false;
    return State::Failed;
}

ResponseSender::State ResponseSender::send(std::shared_ptr<TransportClient> client, std::string_view body)
{
    m_bodyBytes = 0;
    return write(std::move(client), body, {});
}

ResponseSender::State ResponseSender::send(std::shared_ptr<TransportClient> client, Response &&response, bool withBody)
{
    m_bodyBytes = 0;
    if (auto *text = std::get_if<std::string>(&response.body))
        m_body = std::move(*text);
    else if (auto *bytes = std::get_if<std::shared_ptr<const std::string>>(&response.body))
        m_body = std::move(*bytes);
    std::string_view body;
    if (const auto *text = std::get_if<std::string>(&m_body); text && withBody)
        body = *text;
    else if (const auto *bytes = std::get_if<std::shared_ptr<const std::string>>(&m_body); bytes && *bytes && withBody)
        body = **bytes;
    return write(std::move(client), body, {});
}

ResponseSender::State ResponseSender::sendStream(std::shared_ptr<TransportClient> client,
                                                 std::shared_ptr<BodyStream> stream, bool isChunked,
                                                 std::function<void()> wake)
{
    m_bodyBytes = 0;
    m_stream = std::move(stream);
    m_isChunked = isChunked;
    m_streamState = BodyStream::State::Open;
    m_stream->attach(std::move(wake));
    return pump(std::move(client));
}

ResponseSender::State ResponseSender::resume(std::shared_ptr<TransportClient> client)
{
    if (!m_stream || m_isWriting)
        return State::Pending;
    return pump(std::move(client));
}

/// Sends what waits until the socket is full, the stream is empty or ended. A head that was not sent goes in front. A
/// stream that broke off fails after what it gave.
ResponseSender::State ResponseSender::pump(std::shared_ptr<TransportClient> client)
{
    using Stream = BodyStream::State;
    while (m_streamState == Stream::Open) {
        std::string bytes = m_stream->take(m_streamState);
        const bool isLast = m_streamState == Stream::Finished;
        if (bytes.empty() && m_head.empty() && !isLast)
            return m_streamState == Stream::Open ? State::Pending : endOfStream(); // the stream wakes us
        std::string_view tail;
        if (m_isChunked && !bytes.empty()) {
            std::array<char, 16> digits;
            m_head.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size(), 16).ptr);
            m_head.append("\r\n");
            tail = isLast ? "\r\n0\r\n\r\n" : "\r\n";
        } else if (m_isChunked && isLast) {
            tail = "0\r\n\r\n";
        }
        m_body = std::move(bytes);
        if (const State state = write(client, std::get<std::string>(m_body), tail); state != State::Sent)
            return state;
        if (m_streamState == Stream::Open)
            m_stream->drained();
    }
    return endOfStream();
}

ResponseSender::State ResponseSender::endOfStream()
{
    m_stream.reset();
    return m_streamState == BodyStream::State::Finished ? State::Sent : State::Failed;
}

ResponseSender::State ResponseSender::onWritten(std::shared_ptr<TransportClient> client)
{
    m_isWriting = false;
    m_head.clear();
    m_body = std::string();
    if (!m_stream)
        return State::Sent;
    if (m_streamState != BodyStream::State::Open)
        return endOfStream();
    m_stream->drained();
    return pump(std::move(client));
}

void ResponseSender::cancel()
{
    if (const auto stream = std::move(m_stream))
        stream->cancel();
    m_stream.reset();
}

} // namespace mdash
