#include "platform/http/transport.h"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

namespace mdash {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t RecordBytes = 64u << 10; // copied at a time, so that memory per connection stays bounded

class TlsTransport final : public Transport
{
public:
    TlsTransport(TcpSocket socket, std::shared_ptr<asio::ssl::context> tls)
        : m_tls(std::move(tls)), m_stream(std::move(socket), *m_tls)
    {
    }

    void handshake(std::shared_ptr<TransportClient> client) override
    {
        m_stream.async_handshake(asio::ssl::stream_base::server, [client = std::move(client)](error_code error) {
            client->onHandshake(!error);
        });
    }

    void read(std::shared_ptr<TransportClient> client, char *into, std::size_t size) override
    {
        m_stream.async_read_some(asio::buffer(into, size),
                                 [client = std::move(client)](error_code error, std::size_t bytes) {
                                     const bool isEnd = error == asio::error::eof
                                         || error == asio::ssl::error::stream_truncated;
                                     client->onRead(error ? 0 : bytes, error && !isEnd);
                                 });
    }

    Write write(std::shared_ptr<TransportClient> client, const Pieces &pieces) override
    {
        m_pieces = pieces;
        writeRecord(std::move(client));
        return Write::Pending;
    }

    void endSending() override
    {
        error_code ignored;
        m_stream.next_layer().shutdown(TcpSocket::shutdown_send, ignored);
    }

    void close() override
    {
        error_code ignored;
        m_stream.next_layer().close(ignored);
    }

private:
    /// Gathers the pieces into one record: OpenSSL would make a record of each.
    void writeRecord(std::shared_ptr<TransportClient> client)
    {
        m_record.clear();
        for (asio::const_buffer &piece : m_pieces) {
            const std::size_t taken = std::min(piece.size(), RecordBytes - m_record.size());
            m_record.append(static_cast<const char *>(piece.data()), taken);
            piece += taken;
        }
        m_sent = 0;
        writeRest(std::move(client));
    }

    void writeRest(std::shared_ptr<TransportClient> client)
    {
        m_stream.async_write_some(asio::buffer(m_record.data() + m_sent, m_record.size() - m_sent),
                                  [this, client = std::move(client)](error_code error, std::size_t sent) mutable {
                                      if (error)
                                          return client->onWritten(false);
                                      client->onWriteProgress();
                                      m_sent += sent;
                                      if (m_sent < m_record.size())
                                          return writeRest(std::move(client));
                                      if (asio::buffer_size(m_pieces) > 0)
                                          return writeRecord(std::move(client));
                                      m_record.shrink_to_fit();
                                      client->onWritten(true);
                                  });
    }

    std::shared_ptr<asio::ssl::context> m_tls;
    asio::ssl::stream<TcpSocket> m_stream;
    Pieces m_pieces;
    std::string m_record;
    std::size_t m_sent = 0;
};

} // namespace

std::unique_ptr<Transport> makeTlsTransport(TcpSocket socket, std::shared_ptr<asio::ssl::context> tls)
{
    return std::make_unique<TlsTransport>(std::move(socket), std::move(tls));
}

} // namespace mdash
