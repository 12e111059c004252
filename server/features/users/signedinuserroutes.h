#pragma once

#include "features/users/usersservice.h"
#include "platform/crypto/passwordhasher.h"
#include "platform/http/router.h"
#include "platform/http/workers.h"

namespace mdash {

/// `/api/user`: what a person sees and changes of himself. One per worker.
class SignedInUserRoutes
{
public:
    SignedInUserRoutes(UsersService &users, OrganisationsService &organisations, PasswordHasher &hasher, Worker &worker)
        : m_users(users), m_organisations(organisations), m_hasher(hasher), m_worker(worker)
    {
    }
    void declare(Router &router);

private:
    Result<Response> get(const Request &request, const Principal &caller);
    Result<Response> update(const Request &request, const Principal &caller);
    Reply changePassword(const Request &request, const Principal &caller);
    QFuture<Result<Response>> storePassword(const Secret &password, const Principal &caller);
    Result<Response> organisations(const Request &request, const Principal &caller);
    Result<Response> setActiveOrg(const Request &request, const Principal &caller);
    Result<Response> setHelpFlag(const Request &request, const Principal &caller);
    Result<Response> clearHelpFlags(const Request &request, const Principal &caller);

    UsersService &m_users;
    OrganisationsService &m_organisations;
    PasswordHasher &m_hasher;
    Worker &m_worker;
};

} // namespace mdash
