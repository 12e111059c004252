#pragma once

#include "platform/http/principal.h"
#include "platform/http/request.h"
#include "platform/http/response.h"

#include <QFuture>

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace mdash {

/// Who may call a route. There is no default: each route names it.
struct Access
{
    enum class Kind { Public, SignedIn, User, ServerAdmin, Action };
    Kind kind;
    std::string action; // of Kind::Action, e.g. "datasources:create"; several that suffice: "a|b"

    static Access everyone() { return {Kind::Public, {}}; }
    static Access signedIn() { return {Kind::SignedIn, {}}; }
    /// A person; tokens and anonymous get 401.
    static Access user() { return {Kind::User, {}}; }
    static Access serverAdmin() { return {Kind::ServerAdmin, {}}; }
    /// The caller's role (or server administrator's grant) has the action for at least one object. Rights on the object
    /// itself are the service's to check.
    static Access to(std::string action) { return {Kind::Action, std::move(action)}; }
};

/// What a handler gives: an answer, an error, or either of them later (for what waits for another server).
using Reply = std::variant<Result<Response>, QFuture<Result<Response>>>;
using Handler = std::function<Reply(const Request &, const Principal &)>;

constexpr std::size_t operator""_KiB(unsigned long long n) { return n << 10; }
constexpr std::size_t operator""_MiB(unsigned long long n) { return n << 20; }

/// What a route does while the database does not answer.
enum class WithoutDatabase {
    Fails,     // waits a moment, then 503
    Remembers, // answers what the node knows, to those whose session it checked just before
    Serves,    // needs it for nobody: what it answers is no secret
};

/// One line declares a route completely.
struct Route
{
    Method method;
    std::string pattern; // "/api/users/:id"; a last segment "*rest" takes everything that follows
    Access access;
    std::size_t bodyLimit = 1_MiB;
    Handler handler;
    WithoutDatabase withoutDatabase = WithoutDatabase::Fails;
};

/// The routes of one worker. Every worker declares the same routes in the same order, so an index found in one router is
/// valid in all; handlers run on the worker whose router they are in. Static segments win over parameters.
/// GET routes answer HEAD. Built once, then read only.
class Router
{
public:
    Router();
    ~Router();
    void add(Route route);

    struct Match
    {
        std::size_t index = 0;
        std::vector<std::pair<std::string, std::string>> params;
    };
    /// @p path is canonical.
    [[nodiscard]] std::optional<Match> match(Method method, std::string_view path) const;
    [[nodiscard]] const Route &at(std::size_t index) const { return m_routes[index]; }
    [[nodiscard]] std::size_t size() const { return m_routes.size(); }

private:
    struct Node;
    std::vector<Route> m_routes;
    std::unique_ptr<Node> m_root;
};

/// Wraps a member function `Result<Response> f(const Request &, const Principal &)`, or one that returns a QFuture of it.
template<class T, class R>
[[nodiscard]] Handler handler(T *object, R (T::*function)(const Request &, const Principal &))
{
    return [object, function](const Request &request, const Principal &caller) -> Reply {
        return (object->*function)(request, caller);
    };
}

} // namespace mdash
