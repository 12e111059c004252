#pragma once

#include "features/serviceaccounts/serviceaccountsservice.h"
#include "platform/http/router.h"

namespace mdash {

/// `/api/serviceaccounts` but for tokens. One per worker.
class ServiceAccountsRoutes
{
public:
    explicit ServiceAccountsRoutes(ServiceAccountsService &accounts) : m_accounts(accounts) {}
    void declare(Router &router);

private:
    Result<Response> search(const Request &request, const Principal &caller);
    Result<Response> create(const Request &request, const Principal &caller);
    Result<Response> get(const Request &request, const Principal &caller);
    Result<Response> change(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);
    Result<std::string> profile(const ServiceAccount &account);

    ServiceAccountsService &m_accounts;
};

} // namespace mdash
