#pragma once

#include "features/serviceaccounts/apitokensservice.h"
#include "features/serviceaccounts/serviceaccountsservice.h"
#include "platform/http/router.h"

namespace mdash {

/// `/api/serviceaccounts/:id/tokens`. One per worker.
class ServiceAccountTokensRoutes
{
public:
    ServiceAccountTokensRoutes(ServiceAccountsService &accounts, ApiTokensService &tokens) : m_accounts(accounts), m_tokens(tokens) {}
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> issue(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);
    Result<UserId> accountOf(const Request &request, const Principal &caller);

    ServiceAccountsService &m_accounts;
    ApiTokensService &m_tokens;
};

} // namespace mdash
