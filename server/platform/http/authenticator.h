#pragma once

#include "platform/http/principal.h"
#include "platform/http/request.h"

#include <QFuture>

namespace mdash {

/// What authentication found, and what the answer must carry for it.
struct Authentication
{
    Principal principal;
    std::vector<std::string> setCookies; // whole Set-Cookie values
    /// A present but bad credential, or a database that does not answer: the request ends with it (cookies still go out), unless
    /// the principal is a remembered one and the route answers those.
    std::optional<Error> error;
    std::string redirect;                // a page load that must be repeated (sessions.md §3); else empty
    /// The answer needs a slow hash that runs elsewhere: ask again, on a worker, when this is finished. An error ends
    /// the request.
    std::optional<QFuture<Result<void>>> wait;
};

/// Says who asks. One per worker, on its thread. Implemented in features/sessions.
class Authenticator
{
public:
    virtual ~Authenticator() = default;
    [[nodiscard]] virtual Authentication authenticate(const Request &request) = 0;
};

/// Says whether a caller has an action at all. One per worker. Implemented in features/users (permissions).
class Authorizer
{
public:
    virtual ~Authorizer() = default;
    [[nodiscard]] virtual Result<bool> hasAction(const Principal &caller, std::string_view action) = 0;
};

} // namespace mdash
