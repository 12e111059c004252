#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <array>
#include <memory>
#include <string_view>

namespace boost::asio::ssl {
class context;
}

namespace mdash {

/// The socket type without Asio's type-erased executor, which costs an allocation and a virtual call per operation.
using TcpSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// Who is told what became of reads and writes; always on the I/O thread.
class TransportClient
{
public:
    virtual ~TransportClient() = default;
    virtual void onHandshake(bool isGood) = 0;
    /// @p bytes is 0 when the peer has ended its side or the connection broke (@p isBroken).
    virtual void onRead(std::size_t bytes, bool isBroken) = 0;
    virtual void onWriteProgress() = 0;
    virtual void onWritten(bool isGood) = 0;
};

/// A connection's bytes, plain or encrypted. One read and one write at a time. Lives on its I/O thread.
class Transport
{
public:
    enum class Write { Done, Pending, Failed };
    using Pieces = std::array<boost::asio::const_buffer, 3>;

    virtual ~Transport() = default;
    virtual void handshake(std::shared_ptr<TransportClient> client) = 0;
    /// Reads what comes, at most @p size bytes; ends in client->onRead().
    virtual void read(std::shared_ptr<TransportClient> client, char *into, std::size_t size) = 0;
    /// Writes all of @p pieces, whose bytes stay alive till then. Pending ends in client->onWritten().
    [[nodiscard]] virtual Write write(std::shared_ptr<TransportClient> client, const Pieces &pieces) = 0;
    /// Tells the peer that nothing more comes.
    virtual void endSending() = 0;
    virtual void close() = 0;
};

[[nodiscard]] std::unique_ptr<Transport> makePlainTransport(TcpSocket socket);
[[nodiscard]] std::unique_ptr<Transport> makeTlsTransport(TcpSocket socket,
                                                          std::shared_ptr<boost::asio::ssl::context> tls);

} // namespace mdash
