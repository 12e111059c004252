#pragma once

#include "features/users/usersservice.h"
#include "platform/crypto/passwordhasher.h"
#include "platform/http/router.h"
#include "platform/http/workers.h"

namespace mdash {

/// `/api/admin/users` but for sessions: what only a server administrator does with people. One per worker.
class AdminUsersRoutes
{
public:
    AdminUsersRoutes(UsersService &users, PasswordHasher &hasher, Worker &worker) : m_users(users), m_hasher(hasher), m_worker(worker) {}
    void declare(Router &router);

private:
    Reply create(const Request &request, const Principal &caller);
    Reply setPassword(const Request &request, const Principal &caller);
    Result<Response> setAdmin(const Request &request, const Principal &caller);
    Result<Response> disable(const Request &request, const Principal &caller);
    Result<Response> enable(const Request &request, const Principal &caller);
    Result<Response> remove(const Request &request, const Principal &caller);

    UsersService &m_users;
    PasswordHasher &m_hasher;
    Worker &m_worker;
};

} // namespace mdash
