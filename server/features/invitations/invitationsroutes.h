#pragma once

#include "features/invitations/invitationsservice.h"
#include "features/sessions/sessioncookies.h"
#include "features/sessions/sessionsservice.h"
#include "platform/crypto/passwordhasher.h"
#include "platform/http/router.h"
#include "platform/http/workers.h"

namespace mdash {

/// `/api/org/invites`, and how an invited person becomes a user. One per worker.
class InvitationsRoutes
{
public:
    /// @p rootUrl ends in '/': links to invitations begin with it.
    InvitationsRoutes(InvitationsService &invitations, SessionsService &sessions, const SessionCookies &cookies, PasswordHasher &hasher,
                      QString rootUrl, Worker &worker)
        : m_invitations(invitations), m_sessions(sessions), m_cookies(cookies), m_hasher(hasher), m_rootUrl(std::move(rootUrl)), m_worker(worker)
    {
    }
    void declare(Router &router);

private:
    Result<Response> list(const Request &request, const Principal &caller);
    Result<Response> invite(const Request &request, const Principal &caller);
    Result<Response> revoke(const Request &request, const Principal &caller);
    Result<Response> find(const Request &request, const Principal &caller);
    Reply accept(const Request &request, const Principal &caller);
    Result<Response> signIn(const User &user, const Request &request);

    InvitationsService &m_invitations;
    SessionsService &m_sessions;
    const SessionCookies &m_cookies;
    PasswordHasher &m_hasher;
    QString m_rootUrl;
    Worker &m_worker;
};

} // namespace mdash
