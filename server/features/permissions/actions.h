#pragma once

#include "model/rights.h"
#include "model/roles.h"

#include <span>
#include <string_view>

namespace mdash {

/// Who has an action without any grant.
enum class HeldBy { Viewer, Editor, Admin, ServerAdmin };

/// One action that routes ask for. The table in actions.cpp is the only list of who may do what.
struct Action
{
    std::string_view name;
    HeldBy least;
    std::string_view scope;          // what /api/access-control/user/permissions shows; empty: none
    Right grantedWith = Right::None; // a grant of this right on any folder or dashboard gives the action there
    enum class Team { No, Member, Administrator } team = Team::No; // being that in any team gives the action there
};

/// Sorted by name.
[[nodiscard]] std::span<const Action> allActions();
/// Null if no such action is known: then nobody has it.
[[nodiscard]] const Action *findAction(std::string_view name);
/// Whether the role, or being a server administrator, gives @p action by itself.
[[nodiscard]] bool holds(const Action &action, OrgRole role, bool isServerAdmin);

} // namespace mdash
