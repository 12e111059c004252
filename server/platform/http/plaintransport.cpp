#include "platform/http/transport.h"

#include <boost/asio/write.hpp>

namespace mdash {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// Drops @p count bytes from the front of @p pieces.
void consume(Transport::Pieces &pieces, std::size_t count)
{
    for (asio::const_buffer &piece : pieces) {
        const std::size_t taken = std::min(count, piece.size());
        piece += taken;
        count -= taken;
    }
}

class PlainTransport final : public Transport
{
public:
    explicit PlainTransport(TcpSocket socket) : m_socket(std::move(socket)) {}

    void handshake(std::shared_ptr<TransportClient> client) override { client->onHandshake(true); }

    void read(std::shared_ptr<TransportClient> client, char *into, std::size_t size) override
    {
        m_socket.async_read_some(asio::buffer(into, size),
                                 [client = std::move(client)](error_code error, std::size_t bytes) {
                                     client->onRead(error ? 0 : bytes, error && error != asio::error::eof);
                                 });
    }

    Write write(std::shared_ptr<TransportClient> client, const Pieces &pieces) override
    {
        // Most answers fit the socket's buffer: one system call, no round through the event loop.
        error_code error;
        const std::size_t total = asio::buffer_size(pieces);
        const std::size_t sent = m_socket.write_some(pieces, error);
        if (error && error != asio::error::would_block && error != asio::error::try_again)
            return Write::Failed;
        if (!error && sent == total)
            return Write::Done;
        m_pieces = pieces;
        consume(m_pieces, error ? 0 : sent);
        writeRest(std::move(client));
        return Write::Pending;
    }

    void endSending() override
    {
        error_code ignored;
        m_socket.shutdown(TcpSocket::shutdown_send, ignored);
    }

    void close() override
    {
        error_code ignored;
        m_socket.close(ignored);
    }

private:
    void writeRest(std::shared_ptr<TransportClient> client)
    {
        m_socket.async_write_some(m_pieces, [this, client = std::move(client)](error_code error, std::size_t sent) mutable {
            if (error)
                return client->onWritten(false);
            client->onWriteProgress();
            consume(m_pieces, sent);
            if (asio::buffer_size(m_pieces) == 0)
                return client->onWritten(true);
            writeRest(std::move(client));
        });
    }

    TcpSocket m_socket;
    Pieces m_pieces;
};

} // namespace

std::unique_ptr<Transport> makePlainTransport(TcpSocket socket)
{
    error_code ignored;
    socket.non_blocking(true, ignored);
    return std::make_unique<PlainTransport>(std::move(socket));
}

} // namespace mdash
