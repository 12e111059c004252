#include "features/permissions/actions.h"

#include <algorithm>

namespace mdash {
namespace {

using enum HeldBy;
constexpr auto member = Action::Team::Member;
constexpr auto administrator = Action::Team::Administrator;

constexpr Action actions[] = {
    {"alert.instances.external:read", Viewer, "datasources:*"},
    {"alert.instances.external:write", Editor, "datasources:*"},
    {"alert.instances:create", Editor, ""},
    {"alert.instances:read", Viewer, ""},
    {"alert.instances:write", Editor, ""},
    {"alert.notifications.external:read", Viewer, "datasources:*"},
    {"alert.notifications.external:write", Editor, "datasources:*"},
    {"alert.notifications:read", Viewer, ""},
    {"alert.notifications:write", Editor, ""},
    {"alert.provisioning.secrets:read", Admin, ""},
    {"alert.provisioning:read", Admin, ""},
    {"alert.provisioning:write", Admin, ""},
    {"alert.rules.external:read", Viewer, "datasources:*"},
    {"alert.rules.external:write", Editor, "datasources:*"},
    {"alert.rules:create", Editor, "folders:*", Right::Edit},
    {"alert.rules:delete", Editor, "folders:*", Right::Edit},
    {"alert.rules:read", Viewer, "folders:*", Right::View},
    {"alert.rules:write", Editor, "folders:*", Right::Edit},
    {"annotations:create", Editor, "annotations:type:*", Right::Edit},
    {"annotations:delete", Editor, "annotations:type:*", Right::Edit},
    {"annotations:read", Viewer, "annotations:type:*", Right::View},
    {"annotations:write", Editor, "annotations:type:*", Right::Edit},
    {"apikeys:create", Admin, ""},
    {"apikeys:delete", Admin, "apikeys:*"},
    {"apikeys:read", Admin, "apikeys:*"},
    {"cluster:read", ServerAdmin, ""},
    {"cluster:write", ServerAdmin, ""},
    {"dashboards.permissions:read", Admin, "dashboards:*", Right::Admin},
    {"dashboards.permissions:write", Admin, "dashboards:*", Right::Admin},
    {"dashboards:create", Editor, "folders:*", Right::Edit},
    {"dashboards:delete", Editor, "dashboards:*", Right::Edit},
    {"dashboards:read", Viewer, "dashboards:*", Right::View},
    {"dashboards:write", Editor, "dashboards:*", Right::Edit},
    {"datasources.id:read", Viewer, "datasources:*"},
    {"datasources:create", Admin, ""},
    {"datasources:delete", Admin, "datasources:*"},
    {"datasources:explore", Editor, ""},
    {"datasources:query", Viewer, "datasources:*"},
    {"datasources:read", Viewer, "datasources:*"},
    {"datasources:write", Admin, "datasources:*"},
    {"folders.permissions:read", Admin, "folders:*", Right::Admin},
    {"folders.permissions:write", Admin, "folders:*", Right::Admin},
    {"folders:create", Editor, "folders:*", Right::Edit},
    {"folders:delete", Editor, "folders:*", Right::Edit},
    {"folders:read", Viewer, "folders:*", Right::View},
    {"folders:write", Editor, "folders:*", Right::Edit},
    {"library.panels:create", Editor, "folders:*", Right::Edit},
    {"library.panels:delete", Editor, "folders:*", Right::Edit},
    {"library.panels:read", Viewer, "folders:*", Right::View},
    {"library.panels:write", Editor, "folders:*", Right::Edit},
    {"licensing:delete", ServerAdmin, ""},
    {"licensing:read", ServerAdmin, ""},
    {"licensing:write", ServerAdmin, ""},
    {"live:publish", Admin, ""},
    {"org.users:add", Admin, "users:*"},
    {"org.users:read", Admin, "users:*"},
    {"org.users:remove", Admin, "users:*"},
    {"org.users:write", Admin, "users:*"},
    {"orgs.preferences:read", Admin, ""},
    {"orgs.preferences:write", Admin, ""},
    {"orgs.quotas:read", Viewer, ""},
    {"orgs.quotas:write", ServerAdmin, ""},
    {"orgs:create", ServerAdmin, ""},
    {"orgs:delete", ServerAdmin, ""},
    {"orgs:read", Viewer, ""},
    {"orgs:write", Admin, ""},
    {"playlists:read", Viewer, ""},
    {"playlists:write", Editor, ""},
    {"plugins.app:access", Viewer, "plugins:*"},
    {"provisioning:reload", ServerAdmin, "provisioners:*"},
    {"server.nodes:read", ServerAdmin, ""},
    {"server.nodes:write", ServerAdmin, ""},
    {"server.stats:read", ServerAdmin, ""},
    {"serviceaccounts.permissions:read", Admin, "serviceaccounts:*"},
    {"serviceaccounts.permissions:write", Admin, "serviceaccounts:*"},
    {"serviceaccounts:create", Admin, ""},
    {"serviceaccounts:delete", Admin, "serviceaccounts:*"},
    {"serviceaccounts:read", Admin, "serviceaccounts:*"},
    {"serviceaccounts:write", Admin, "serviceaccounts:*"},
    {"settings:read", ServerAdmin, "settings:*"},
    {"settings:write", ServerAdmin, "settings:*"},
    {"snapshots:create", Editor, ""},
    {"snapshots:delete", Editor, ""},
    {"snapshots:read", Viewer, ""},
    {"teams.permissions:read", Admin, "teams:*", Right::None, administrator},
    {"teams.permissions:write", Admin, "teams:*", Right::None, administrator},
    {"teams:create", Admin, ""},
    {"teams:delete", Admin, "teams:*", Right::None, administrator},
    {"teams:read", Admin, "teams:*", Right::None, member},
    {"teams:write", Admin, "teams:*", Right::None, administrator},
    {"users.authtoken:read", ServerAdmin, "global.users:*"},
    {"users.authtoken:write", ServerAdmin, "global.users:*"},
    {"users.password:write", ServerAdmin, "global.users:*"},
    {"users.permissions:read", ServerAdmin, "global.users:*"},
    {"users.permissions:write", ServerAdmin, "global.users:*"},
    {"users.quotas:read", ServerAdmin, "global.users:*"},
    {"users.quotas:write", ServerAdmin, "global.users:*"},
    {"users:create", ServerAdmin, ""},
    {"users:delete", ServerAdmin, "global.users:*"},
    {"users:disable", ServerAdmin, "global.users:*"},
    {"users:enable", ServerAdmin, "global.users:*"},
    {"users:logout", ServerAdmin, "global.users:*"},
    {"users:read", ServerAdmin, "global.users:*"},
    {"users:write", ServerAdmin, "global.users:*"},
};

static_assert(std::ranges::is_sorted(actions, {}, &Action::name), "findAction() searches by halves");

/// What a server administrator may do in every organisation, whatever his role there.
constexpr bool reachesEveryOrganisation(std::string_view name)
{
    return name.starts_with("org.users:") || name.starts_with("orgs");
}

} // namespace

std::span<const Action> allActions()
{
    return actions;
}

const Action *findAction(std::string_view name)
{
    const auto found = std::ranges::lower_bound(actions, name, {}, &Action::name);
    return found != std::end(actions) && found->name == name ? &*found : nullptr;
}

bool holds(const Action &action, OrgRole role, bool isServerAdmin)
{
    if (isServerAdmin && (action.least == ServerAdmin || reachesEveryOrganisation(action.name)))
        return true;
    switch (action.least) {
    case Viewer: return role >= OrgRole::Viewer;
    case Editor: return role >= OrgRole::Editor;
    case Admin: return role >= OrgRole::Admin;
    case ServerAdmin: return false;
    }
    return false;
}

} // namespace mdash
