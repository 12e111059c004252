#pragma once

#include "features/sessions/authenticationstore.h"
#include "features/sessions/passwordcheck.h"
#include "features/sessions/sessioncookies.h"
#include "features/sessions/sessionsservice.h"
#include "platform/http/authenticator.h"

namespace mdash {

class UsersService;

struct AuthenticationOptions
{
    bool basicIsEnabled = true;       // [auth.basic] enabled
    bool anonymousIsEnabled = false;  // [auth.anonymous]
    QString anonymousOrg;
    OrgRole anonymousRole = OrgRole::Viewer;
    std::chrono::milliseconds lastSeenInterval = std::chrono::minutes{15}; // [users] last_seen_update_interval
    std::string subUrl;               // path of root_url without its last slash
    /// While the database does not answer: how old what this node remembers is.
    std::function<Millis()> ageOfMemory = [] { return Millis{0}; };
};

/// Says who sends a request: bearer token, Basic, session cookie or anonymous, in this order; a bad credential of the
/// first kind that is there ends the request. One per worker; one statement a request.
class SessionAuthenticator final : public Authenticator
{
public:
    SessionAuthenticator(AuthenticationStore &store, SessionsService &sessions, UsersService &users, const SessionCookies &cookies,
                         PasswordCheck &passwords, const AuthenticationOptions &options)
        : m_store(store), m_sessions(sessions), m_users(users), m_cookies(cookies), m_passwords(passwords), m_options(options)
    {
    }
    [[nodiscard]] Authentication authenticate(const Request &request) override;

private:
    Authentication byToken(std::string_view token);
    Authentication byPassword(std::string_view authorization, const Request &request);
    Authentication bySession(std::string_view token, const Request &request, OrgId wantedOrg);
    Authentication anonymously(const Request &request);
    Authentication signedIn(const Identity &identity, Principal::Kind kind, qint64 now);
    Authentication remembered(const SessionCheck &check) const;
    void repeatStale(Authentication &answer, const Request &request) const;
    void switchOrganisation(Authentication &answer, const Request &request, const Identity &identity);

    AuthenticationStore &m_store;
    SessionsService &m_sessions;
    UsersService &m_users;
    const SessionCookies &m_cookies;
    PasswordCheck &m_passwords;
    AuthenticationOptions m_options;
};

/// Where a request comes from, within the lengths of the session table.
[[nodiscard]] ClientTraits traitsOf(const Request &request);

} // namespace mdash
