#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "platform/http/admission.h"
#include "platform/http/directroutes.h"
#include "platform/http/httpoptions.h"
#include "platform/http/router.h"
#include "platform/http/workers.h"

#include <memory>

namespace mdash {

class HttpMetrics;

/// Listens, reads requests within limits, and has workers serve them, whose graphs must be HandlerContexts. To end: stop(),
/// then stop the workers, then destroy this, for the workers' last answers still refer to it.
class HttpServer
{
public:
    HttpServer(HttpOptions options, const Clock &clock, DirectRoutes direct, HttpMetrics &metrics);
    ~HttpServer();
    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// What start() would refuse without listening: the address, the certificate.
    [[nodiscard]] static Result<void> check(const HttpOptions &options);
    /// Binds and answers what needs no worker; other requests get 503 until serve(). Fails with InvalidInput (address, certificate) or Conflict (the port is in use).
    [[nodiscard]] Result<void> start();
    [[nodiscard]] quint16 port() const;
    /// From now on requests go to @p workers; @p router is that of one of them. Both live until stop(). Called once.
    void serve(WorkerPool &workers, const Router &router, Admission admission = {});
    /// Admission has opened: those who wait go on. Any thread.
    void admitWaiting();

    /// From now on every answer ends its connection.
    void beginDrain();
    /// As before beginDrain(): the node goes on serving.
    void endDrain();
    /// Accepts nothing more; connections without a request are closed.
    void stopAccepting();
    /// How many requests are without the end of their answer.
    [[nodiscard]] int requestsInFlight() const;
    /// Closes everything and ends the threads.
    void stop();
    /// Reads certificate and key again; new connections use them. Keeps the old ones if they cannot be used.
    [[nodiscard]] Result<void> reloadCertificate();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace mdash
