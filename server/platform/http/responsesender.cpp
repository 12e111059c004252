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
    m_isStreamEnded = false;
    m_stream->attach(std::move(wake));
    return pump(std::move(client));
}

ResponseSender::State ResponseSender::resume(std::shared_ptr<TransportClient> client)
{
    if (!m_stream || m_isWriting)
        return State::Pending;
    return pump(std::move(client));
}

/// Sends what waits until the socket is full, the stream is empty or ended. A head that was not sent goes in front.
ResponseSender::State ResponseSender::pump(std::shared_ptr<TransportClient> client)
{
    while (!m_isStreamEnded) {
        std::string bytes = m_stream->take(m_isStreamEnded);
        if (bytes.empty() && m_head.empty() && !m_isStreamEnded)
            return State::Pending; // the stream wakes us
        std::string_view tail;
        if (m_isChunked && !bytes.empty()) {
            std::array<char, 16> digits;
            m_head.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size(), 16).ptr);
            m_head.append("\r\n");
            tail = m_isStreamEnded ? "\r\n0\r\n\r\n" : "\r\n";
        } else if (m_isChunked && m_isStreamEnded) {
            tail = "0\r\n\r\n";
        }
        m_body = std::move(bytes);
        if (const State state = write(client, std::get<std::string>(m_body), tail); state != State::Sent)
            return state;
        if (!m_isStreamEnded)
            m_stream->drained();
    }
    m_stream.reset();
    return State::Sent;
}

ResponseSender::State ResponseSender::onWritten(std::shared_ptr<TransportClient> client)
{
    m_isWriting = false;
    m_head.clear();
    m_body = std::string();
    if (!m_stream)
        return State::Sent;
    if (m_isStreamEnded) {
        m_stream.reset();
        return State::Sent;
    }
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
