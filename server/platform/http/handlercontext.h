#pragma once

#include "platform/http/authenticator.h"
#include "platform/http/router.h"

namespace mdash {

/// What a worker offers to the HTTP server. One per worker, on its thread; implemented by the runtime.
class HandlerContext
{
public:
    virtual ~HandlerContext() = default;
    [[nodiscard]] virtual const Router &router() const = 0;
    [[nodiscard]] virtual Authenticator &authenticator() = 0;
    [[nodiscard]] virtual Authorizer &authorizer() = 0;
};

} // namespace mdash
