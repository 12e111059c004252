#pragma once

#include "features/invitations/invitationsroutes.h"
#include "features/organisations/membersroutes.h"
#include "features/organisations/organisationsroutes.h"
#include "features/permissions/permissionsservice.h"
#include "features/preferences/preferencesroutes.h"
#include "features/secrets/datakeysstore.h"
#include "features/serviceaccounts/apikeysroutes.h"
#include "features/serviceaccounts/serviceaccountsroutes.h"
#include "features/serviceaccounts/serviceaccounttokensroutes.h"
#include "features/sessions/loginroutes.h"
#include "features/sessions/sessionsroutes.h"
#include "features/teams/teammembersroutes.h"
#include "features/teams/teamsroutes.h"
#include "features/users/adminusersroutes.h"
#include "features/users/signedinuserroutes.h"
#include "features/users/usersroutes.h"
#include "runtime/identityparts.h"

namespace mdash {

/// What one worker owns of users, organisations, teams, sessions, tokens and preferences. Lives on the worker's thread.
class IdentityGraph
{
public:
    IdentityGraph(IdentityParts &parts, Database &database, const Clock &clock, Worker &worker);
    void declare(Router &router);

    [[nodiscard]] Authenticator &authenticator() { return m_authenticator; }
    [[nodiscard]] PreferencesService &preferences() { return m_preferences; }
    [[nodiscard]] OrganisationsService &organisations() { return m_organisations; }
    [[nodiscard]] UsersService &users() { return m_users; }
    [[nodiscard]] TeamsService &teams() { return m_teams; }
    [[nodiscard]] SessionsService &sessions() { return m_sessions; }
    [[nodiscard]] SecretBox &secrets() { return m_secrets; }

private:
    UsersStore m_usersStore;
    OrganisationsStore m_organisationsStore;
    MembersStore m_membersStore;
    TeamsStore m_teamsStore;
    SessionsStore m_sessionsStore;
    AuthenticationStore m_authenticationStore;
    LoginThrottleStore m_throttleStore;
    ServiceAccountsStore m_accountsStore;
    ApiTokensStore m_tokensStore;
    PreferencesStore m_preferencesStore;
    InvitationsStore m_invitationsStore;
    DataKeysStore m_dataKeys;

    OrganisationsService m_organisations;
    UsersService m_users;
    TeamsService m_teams;
    SessionsService m_sessions;
    ServiceAccountsService m_accounts;
    ApiTokensService m_tokens;
    PreferencesService m_preferences;
    InvitationsService m_invitations;
    SecretBox m_secrets;
    LoginThrottle m_throttle;
    PasswordCheck m_passwords;
    SessionAuthenticator m_authenticator;

    LoginRoutes m_loginRoutes;
    SessionsRoutes m_sessionsRoutes;
    SignedInUserRoutes m_signedInUserRoutes;
    UsersRoutes m_usersRoutes;
    AdminUsersRoutes m_adminUsersRoutes;
    OrganisationsRoutes m_organisationsRoutes;
    MembersRoutes m_membersRoutes;
    TeamsRoutes m_teamsRoutes;
    TeamMembersRoutes m_teamMembersRoutes;
    ServiceAccountsRoutes m_accountsRoutes;
    ServiceAccountTokensRoutes m_accountTokensRoutes;
    ApiKeysRoutes m_apiKeysRoutes;
    PreferencesRoutes m_preferencesRoutes;
    InvitationsRoutes m_invitationsRoutes;
};

} // namespace mdash
