#include "runtime/identitygraph.h"

namespace mdash {

IdentityGraph::IdentityGraph(IdentityParts &parts, Database &database, const Clock &clock, Worker &worker)
    : m_usersStore(database), m_organisationsStore(database), m_membersStore(database), m_teamsStore(database), m_sessionsStore(database),
      m_authenticationStore(database), m_throttleStore(database), m_accountsStore(database), m_tokensStore(database), m_preferencesStore(database),
      m_invitationsStore(database, parts.inviteLifetime),
      m_dataKeys(database), m_organisations(m_organisationsStore, m_membersStore, m_usersStore),
      m_users(m_usersStore, m_organisationsStore, m_membersStore, parts.newUsers), m_teams(m_teamsStore, m_usersStore),
      m_sessions(m_sessionsStore, parts.tokens, parts.lifetimes, parts.checkedSessions, parts.sessionCounters), m_accounts(m_accountsStore), m_tokens(m_tokensStore, parts.longestTokenLife),
      m_preferences(m_preferencesStore), m_invitations(m_invitationsStore, m_users, m_organisations), m_secrets(parts.keys, m_dataKeys),
      m_throttle(m_throttleStore, parts.throttleKey, parts.sessionCounters),
      m_passwords(m_authenticationStore, m_throttle, parts.passwords, parts.hasher, [&parts](std::chrono::milliseconds time) { return parts.delay.after(time); }),
      m_authenticator(m_authenticationStore, m_sessions, m_users, parts.cookies, m_passwords, parts.authentication),
      m_loginRoutes(m_passwords, m_sessions, m_usersStore, parts.hasher, parts.cookies, parts.subUrl, worker),
      m_sessionsRoutes(m_sessions, m_users, parts.subUrl), m_signedInUserRoutes(m_users, m_organisations, parts.hasher, worker),
      m_usersRoutes(m_users, m_organisations, clock), m_adminUsersRoutes(m_users, parts.hasher, worker),
      m_organisationsRoutes(m_organisations, parts.usersMakeOrganisations), m_membersRoutes(m_organisations, clock), m_teamsRoutes(m_teams),
      m_teamMembersRoutes(m_teams), m_accountsRoutes(m_accounts), m_accountTokensRoutes(m_accounts, m_tokens), m_apiKeysRoutes(m_tokens),
      m_preferencesRoutes(m_preferences, m_teams),
      m_invitationsRoutes(m_invitations, m_sessions, parts.cookies, parts.hasher, parts.rootUrl, worker)
{
}

void IdentityGraph::declare(Router &router)
{
    m_loginRoutes.declare(router);
    m_sessionsRoutes.declare(router);
    m_signedInUserRoutes.declare(router);
    m_usersRoutes.declare(router);
    m_adminUsersRoutes.declare(router);
    m_organisationsRoutes.declare(router);
    m_membersRoutes.declare(router);
    m_teamsRoutes.declare(router);
    m_teamMembersRoutes.declare(router);
    m_accountsRoutes.declare(router);
    m_accountTokensRoutes.declare(router);
    m_apiKeysRoutes.declare(router);
    m_preferencesRoutes.declare(router);
    m_invitationsRoutes.declare(router);
}

} // namespace mdash
