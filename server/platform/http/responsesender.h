#pragma once

#include "platform/http/bodystream.h"
#include "platform/http/responsehead.h"
#include "platform/http/transport.h"

#include <memory>
#include <string>
#include <variant>

namespace mdash {

/// Sends one answer at a time: head and body in one write, or a stream piece by piece as its producer and the client
/// allow. Lives in a session, on its I/O thread.
class ResponseSender
{
public:
    enum class State { Sent, Pending, Failed };

    explicit ResponseSender(Transport &transport) : m_transport(transport) {}
    ~ResponseSender();

    /// Bytes of the head; the caller fills it before send().
    [[nodiscard]] std::string &head() { return m_head; }
    /// Sends the head and @p body, whose bytes stay alive until the answer is sent.
    [[nodiscard]] State send(std::shared_ptr<TransportClient> client, std::string_view body);
    /// The same with a body that the sender keeps.
    [[nodiscard]] State send(std::shared_ptr<TransportClient> client, Response &&response, bool withBody);
    /// Sends the head, then what @p stream gives. @p wake is called from any thread when the sender starved and the
    /// stream has more; the caller then calls resume() on the I/O thread.
    [[nodiscard]] State sendStream(std::shared_ptr<TransportClient> client, std::shared_ptr<BodyStream> stream,
                                   bool isChunked, std::function<void()> wake);
    [[nodiscard]] State resume(std::shared_ptr<TransportClient> client);
    /// After onWritten(true): goes on with the stream, if there is one.
    [[nodiscard]] State onWritten(std::shared_ptr<TransportClient> client);
    /// The client is gone: tells the producer.
    void cancel();

    [[nodiscard]] bool isStreaming() const { return m_stream != nullptr; }
    /// True while a stream has nothing to send: waiting then is no fault of the client.
    [[nodiscard]] bool isStarved() const { return m_stream && !m_isWriting; }
    /// Bytes of bodies sent for the present answer.
    [[nodiscard]] std::size_t bodyBytes() const { return m_bodyBytes; }

private:
    State write(std::shared_ptr<TransportClient> client, std::string_view body, std::string_view tail);
    State pump(std::shared_ptr<TransportClient> client);
    State endOfStream();

    Transport &m_transport;
    std::string m_head;
    std::variant<std::string, std::shared_ptr<const std::string>> m_body; // keeps the bytes alive
    std::shared_ptr<BodyStream> m_stream;
    bool m_isChunked = false;
    BodyStream::State m_streamState = BodyStream::State::Open;
    bool m_isWriting = false;
    std::size_t m_bodyBytes = 0;
};

} // namespace mdash
