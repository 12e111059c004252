#pragma once

#include "platform/http/iothread.h"

#include "platform/http/transport.h"

#include <functional>
#include <memory>

namespace mdash {

using TcpAcceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
/// The certificate in use; asked for each new connection, so that it can be exchanged.
using TlsSource = std::function<std::shared_ptr<boost::asio::ssl::context>()>;

/// Accepts connections for one I/O thread, whose kernel socket shares its port with those of the other threads.
/// Made before its thread starts; then lives on it.
class Listener
{
public:
    Listener(IoThread &thread, TlsSource tls) : m_thread(thread), m_tls(std::move(tls)), m_acceptor(thread.io()) {}

    /// Binds and listens. The error is the system's.
    [[nodiscard]] boost::system::error_code open(const boost::asio::ip::tcp::endpoint &endpoint);
    [[nodiscard]] quint16 port() const;
    void accept();
    /// Any thread.
    void close();

private:
    void onAccepted(TcpSocket socket);
    void retryLater();

    IoThread &m_thread;
    TlsSource m_tls;
    TcpAcceptor m_acceptor;
    boost::asio::steady_timer m_retry{m_thread.io()};
};

/// The address without the mapping of IPv4 into IPv6.
[[nodiscard]] std::string addressText(const boost::asio::ip::address &address);

} // namespace mdash
