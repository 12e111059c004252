#pragma once

#include "platform/http/bodystream.h"
#include "platform/http/dispatcher.h"
#include "platform/http/httpmetrics.h"
#include "platform/http/httpserver.h"
#include "rawclient.h"

#include <functional>
#include <memory>
#include <thread>

namespace mdash {

/// Knows two callers: the cookie "session=ada" and "Authorization: Bearer robot". The database is away for "Authorization: Away", and
/// for "Remembered", who was here just before.
class FakeAuthenticator final : public Authenticator
{
public:
    [[nodiscard]] Authentication authenticate(const Request &request) override
    {
        Authentication found;
        if (request.header("authorization") == "Bearer robot") {
            found.principal.kind = Principal::Kind::ServiceAccount;
        } else if (request.cookie("session") == "ada") {
            found.principal.kind = Principal::Kind::User;
            found.principal.userId = UserId{1};
            found.principal.sessionId = SessionId{7};
            found.setCookies.emplace_back("session=ada2; HttpOnly");
        } else if (const std::string_view said = request.header("authorization"); said == "Away" || said == "Remembered") {
            found.error = Error{ErrorCode::Unavailable, QStringLiteral("The database does not answer"), QStringLiteral("database.unavailable"), {}};
            if (said == "Remembered") {
                found.principal.kind = Principal::Kind::User;
                found.principal.staleFor = std::chrono::milliseconds(4'200);
            }
        } else if (request.hasHeader("authorization")) {
            found.error = Error{ErrorCode::Unauthenticated, QStringLiteral("Invalid API key"), {}, {}};
        }
        return found;
    }
};

class FakeAuthorizer final : public Authorizer
{
public:
    [[nodiscard]] Result<bool> hasAction(const Principal &, std::string_view action) override
    {
        if (action == "rights:unknown")
            return fail(ErrorCode::Unavailable, QStringLiteral("The database does not answer"));
        return action == "teams:read";
    }
};

class FakeContext final : public HandlerContext
{
public:
    explicit FakeContext(const std::function<void(Router &)> &declare) { declare(m_router); }
    [[nodiscard]] const Router &router() const override { return m_router; }
    [[nodiscard]] Authenticator &authenticator() override { return m_authenticator; }
    [[nodiscard]] Authorizer &authorizer() override { return m_authorizer; }

private:
    Router m_router;
    FakeAuthenticator m_authenticator;
    FakeAuthorizer m_authorizer;
};

/// A server on a free port of the loopback address, with routes of the test's own.
class HttpFixture
{
public:
    using Declare = std::function<void(Router &)>;

    explicit HttpFixture(Declare declare, HttpOptions options = {}, Admission admission = {})
        : m_declare(std::move(declare)), m_routes(m_declare)
    {
        options.address = QStringLiteral("127.0.0.1");
        options.port = 0;
        options.ioThreads = 2;
        DirectRoutes direct;
        direct.addHealth("/healthz", [](const RequestParser::Header &, DirectAnswer &answer) {
            answer.contentType = "text/plain";
            answer.body = "Ok";
        });
        m_server = std::make_unique<HttpServer>(std::move(options), m_clock, std::move(direct), m_metrics);
        m_isStarted = m_server->start().has_value();
        m_workers = std::make_unique<WorkerPool>(2, 64, [this](Worker &) -> std::shared_ptr<void> {
            return std::shared_ptr<HandlerContext>(std::make_shared<FakeContext>(m_declare));
        });
        m_server->serve(*m_workers, m_routes.router(), std::move(admission));
    }
    ~HttpFixture()
    {
        m_server->stop();
        m_workers->stop();
    }
    HttpFixture(const HttpFixture &) = delete;
    HttpFixture &operator=(const HttpFixture &) = delete;

    [[nodiscard]] bool isStarted() const { return m_isStarted; }
    [[nodiscard]] quint16 port() const { return m_server->port(); }
    [[nodiscard]] HttpServer &server() { return *m_server; }
    [[nodiscard]] prometheus::Registry &registry() { return m_registry; }

    /// Sends @p request on a connection of its own.
    [[nodiscard]] RawAnswer ask(std::string_view request)
    {
        RawClient client(port());
        client.send(request);
        return client.read(std::chrono::seconds(5), !request.starts_with("HEAD"));
    }
    [[nodiscard]] RawAnswer get(const std::string &target, const std::string &headers = {})
    {
        return ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
    }

private:
    Declare m_declare;
    FakeContext m_routes; // for matching
    SystemClock m_clock;
    prometheus::Registry m_registry;
    HttpMetrics m_metrics{m_registry};
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<WorkerPool> m_workers;
    bool m_isStarted = false;
};

/// A handler that answers at once.
template<class Answer>
Handler answering(Answer answer)
{
    return [answer](const Request &request, const Principal &caller) -> Reply {
        return Reply(Result<Response>(answer(request, caller)));
    };
}

} // namespace mdash
