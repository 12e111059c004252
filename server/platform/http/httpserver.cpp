#include "platform/http/httpserver.h"

#include "platform/http/listener.h"
#include "platform/http/servercontext.h"
#include "platform/http/tlscontext.h"

#include <algorithm>
#include <thread>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Where to listen: what is configured, else all addresses of IPv6 and IPv4, else of IPv4 alone.
Result<tcp::endpoint> endpointOf(const HttpOptions &options)
{
    if (options.address.isEmpty()) {
        asio::io_context io;
        tcp::socket probe(io);
        error_code error;
        probe.open(tcp::v6(), error);
        return tcp::endpoint(error ? tcp::v4() : tcp::v6(), options.port);
    }
    error_code error;
    const QString name = options.address == "localhost"_L1 ? u"127.0.0.1"_s : options.address;
    const auto address = asio::ip::make_address(name.toStdString(), error);
    if (error)
        return fail(ErrorCode::InvalidInput, u"[server] http_addr is \"%1\", expected an IP address"_s.arg(options.address));
    return tcp::endpoint(address, options.port);
}

Error cannotListen(const tcp::endpoint &endpoint, const error_code &error)
{
    const auto &address = endpoint.address();
    const QString where = u"port %1%2"_s.arg(endpoint.port()).arg(address.is_unspecified() ? QString() : u" of "_s + QString::fromStdString(addressText(address)));
    if (error == asio::error::address_in_use)
        return {ErrorCode::Conflict, u"%1 is in use by another program"_s.arg(where), {}, {}};
    return {ErrorCode::InvalidInput, u"cannot listen on %1: %2"_s.arg(where, QString::fromStdString(error.message())), {}, {}};
}

/// Sockets that share a port would share it with another program's as well: see first that nobody listens there.
error_code probe(const tcp::endpoint &endpoint)
{
    asio::io_context io;
    tcp::acceptor acceptor(io);
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (error)
        return error;
    acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    acceptor.bind(endpoint, error);
    return error;
}

} // namespace

struct HttpServer::Private
{
    Private(HttpOptions options, const Clock &clock, DirectRoutes direct, HttpMetrics &metrics)
        : context(std::move(options), clock, std::move(direct), metrics)
    {
    }

    Result<void> open(tcp::endpoint endpoint);

    ServerContext context;
    std::mutex tlsMutex;
    std::shared_ptr<asio::ssl::context> tls;
    std::vector<std::unique_ptr<IoThread>> threads;
    std::vector<std::unique_ptr<Listener>> listeners; // after threads: destroyed first
};

Result<void> HttpServer::Private::open(tcp::endpoint endpoint)
{
    if (endpoint.port() != 0) {
        if (const auto error = probe(endpoint))
            return tl::unexpected(cannotListen(endpoint, error));
    }
    TlsSource source;
    if (context.options.useTls)
        source = [this] {
            const std::lock_guard lock(tlsMutex);
            return tls;
        };
    const int wanted = context.options.ioThreads;
    const int count = wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    for (int index = 0; index < count; ++index) {
        threads.push_back(std::make_unique<IoThread>(context, index));
        listeners.push_back(std::make_unique<Listener>(*threads.back(), source));
        if (const auto error = listeners.back()->open(endpoint))
            return tl::unexpected(cannotListen(endpoint, error));
        endpoint.port(listeners.back()->port());
    }
    return {};
}

HttpServer::HttpServer(HttpOptions options, const Clock &clock, DirectRoutes direct, HttpMetrics &metrics)
    : d(std::make_unique<Private>(std::move(options), clock, std::move(direct), metrics))
{
}

HttpServer::~HttpServer()
{
    stop();
}

Result<void> HttpServer::check(const HttpOptions &options)
{
    const auto endpoint = endpointOf(options).map([](const tcp::endpoint &) {});
    return endpoint && options.useTls ? makeTlsContext(options.tls).map([](const auto &) {}) : endpoint;
}

Result<void> HttpServer::start()
{
    if (d->context.options.useTls) {
        if (auto done = reloadCertificate(); !done)
            return done;
    }
    const auto endpoint = endpointOf(d->context.options);
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    if (auto done = d->open(*endpoint); !done)
        return done;
    for (const auto &listener : d->listeners)
        listener->accept();
    for (const auto &thread : d->threads)
        thread->start();
    return {};
}

quint16 HttpServer::port() const
{
    return d->listeners.empty() ? 0 : d->listeners.front()->port();
}

void HttpServer::serve(WorkerPool &workers, const Router &router, Admission admission)
{
    d->context.serve(workers, router, std::move(admission));
}

void HttpServer::admitWaiting()
{
    for (const auto &thread : d->threads)
        thread->admitWaiting();
}

void HttpServer::beginDrain()
{
    d->context.isDraining = true;
}

void HttpServer::endDrain()
{
    d->context.isDraining = false;
}

void HttpServer::stopAccepting()
{
    d->context.isDraining = true;
    d->context.isClosing = true;
    for (const auto &listener : d->listeners)
        listener->close();
    for (const auto &thread : d->threads)
        thread->closeIdleSessions();
}

int HttpServer::requestsInFlight() const
{
    return static_cast<int>(d->context.metrics.requestsInFlight.Value());
}

void HttpServer::stop()
{
    for (const auto &thread : d->threads)
        thread->stop();
}

Result<void> HttpServer::reloadCertificate()
{
    auto made = makeTlsContext(d->context.options.tls);
    if (!made)
        return tl::unexpected(made.error());
    const std::lock_guard lock(d->tlsMutex);
    d->tls = std::move(*made);
    return {};
}

} // namespace mdash
