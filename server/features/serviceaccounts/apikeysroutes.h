#pragma once

#include "features/serviceaccounts/apitokensservice.h"
#include "platform/http/router.h"

namespace mdash {

/// `/api/auth/keys`: keys of an organisation, from before there were service accounts. One per worker.
class ApiKeysRoutes
{
public:
    explicit ApiKeysRoutes(ApiTokensService &tokens) : m_tokens(tokens) {}
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> issue(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);

    ApiTokensService &m_tokens;
};

} // namespace mdash
