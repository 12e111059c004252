#pragma once

#include "platform/http/handlercontext.h"
#include "platform/http/originpolicy.h"

#include <functional>
#include <memory>
#include <optional>

namespace mdash {

class HttpMetrics;
class Worker;

/// Where an answer goes. answer() is called once, from any thread; a sink that dies unanswered answers for itself.
class ReplySink
{
public:
    virtual ~ReplySink() = default;
    virtual void answer(Response response) = 0;
};

/// A request on its way to a worker.
struct Job
{
    Request request;
    std::optional<std::size_t> route; // index in the router; none: nothing matches
    std::shared_ptr<ReplySink> reply;
};

/// Takes a request through authentication, the cross-site check and the route's access rule to its handler, on a worker.
/// Immutable, so all workers share one.
class Dispatcher
{
public:
    /// @p subUrl is the path of the root URL without a slash at the end, "" for the root.
    Dispatcher(OriginPolicy origins, std::string subUrl, bool secureCookies, bool compresses, HttpMetrics &metrics);

    /// On @p worker's thread, whose graph is a HandlerContext.
    void serve(Worker &worker, const std::shared_ptr<Job> &job) const;

private:
    [[nodiscard]] static const Route &routeOf(HandlerContext &context, const Job &job);
    void authenticate(Worker &worker, const std::shared_ptr<Job> &job, int waits) const;
    void serveAs(HandlerContext &context, const std::shared_ptr<Job> &job, Authentication who) const;
    [[nodiscard]] Result<Reply> reply(HandlerContext &context, const Job &job, Authentication &who) const;
    [[nodiscard]] std::optional<Error> refusal(HandlerContext &context, const Route &route, const Principal &caller) const;
    [[nodiscard]] Response refused(const Error &error, const Request &request) const;
    [[nodiscard]] Response toSignIn(const Request &request) const;

    OriginPolicy m_origins;
    std::string m_subUrl;
    bool m_secureCookies;
    bool m_compresses;
    HttpMetrics &m_metrics;
};

/// True for paths whose errors are JSON; everything else is a page.
[[nodiscard]] bool isApiPath(std::string_view path);

} // namespace mdash
