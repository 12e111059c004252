#include "platform/http/listener.h"

#include "platform/http/httpsession.h"
#include "platform/http/servercontext.h"

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>

#include <QLoggingCategory>

#include <sys/socket.h>

namespace mdash {

Q_LOGGING_CATEGORY(lcListener, "mdash.http")

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr std::chrono::milliseconds RetryAfter{100}; // when the system has no file descriptor left

} // namespace

std::string addressText(const asio::ip::address &address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

error_code Listener::open(const asio::ip::tcp::endpoint &endpoint)
{
    error_code error;
    m_acceptor.open(endpoint.protocol(), error);
    if (error)
        return error;
    m_acceptor.set_option(TcpAcceptor::reuse_address(true), error);
    m_acceptor.set_option(ReusePort(true), error);
    m_acceptor.set_option(asio::ip::tcp::no_delay(true), error); // accepted sockets inherit it
    if (endpoint.address().is_v6())
        m_acceptor.set_option(asio::ip::v6_only(false), error);
    m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(4096, error);
    if (!error)
        m_acceptor.non_blocking(true, error);
    return error;
}

quint16 Listener::port() const
{
    error_code ignored;
    return m_acceptor.local_endpoint(ignored).port();
}

void Listener::accept()
{
    m_acceptor.async_accept(m_thread.io(), [this](error_code error, TcpSocket socket) {
        if (error == asio::error::operation_aborted || !m_acceptor.is_open())
            return;
        if (error == asio::error::no_descriptors || error == asio::error::no_buffer_space)
            return retryLater();
        if (!error)
            onAccepted(std::move(socket));
        accept();
    });
}

void Listener::retryLater()
{
    qCWarning(lcListener) << "cannot accept connections"
                          << "reason"
                          << "no file descriptor left";
    m_retry.expires_after(RetryAfter);
    m_retry.async_wait([this](error_code error) {
        if (!error && m_acceptor.is_open())
            accept();
    });
}

void Listener::onAccepted(TcpSocket socket)
{
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error)
        return; // gone already
    ServerContext &context = m_thread.context();
    std::string address = addressText(peer.address());
    if (!context.connections.add(address, context.proxies.contains(address))) {
        context.metrics.refusedConnections.Increment();
        return;
    }
    const auto tls = m_tls ? m_tls() : nullptr;
    auto transport = tls ? makeTlsTransport(std::move(socket), tls) : makePlainTransport(std::move(socket));
    std::make_shared<HttpSession>(m_thread, std::move(transport), std::move(address))->start();
}

void Listener::close()
{
    asio::post(m_thread.io(), [this] {
        error_code ignored;
        m_acceptor.close(ignored);
        m_retry.cancel();
    });
}

} // namespace mdash
