#pragma once

#include "base/id.h"

#include <QString>

#include <optional>
#include <string>

namespace mdash {

/// Whose preferences: a user's or a team's in an organisation, or with neither the organisation's.
struct PreferenceOwner
{
    OrgId orgId;
    UserId userId{};
    TeamId teamId{};
};

/// What is empty counts as not chosen.
struct Preferences
{
    QString theme{}, timezone{}, weekStart{}, language{};
    DashboardId homeDashboardId{};
    QString homeDashboardUid{};      // of homeDashboardId; empty if the dashboard is gone
    std::string navbar = "{}";       // JSON object
    std::string queryHistory = "{}"; // JSON object
};

/// What a PATCH names.
struct PreferencesChange
{
    std::optional<QString> theme{}, timezone{}, weekStart{}, language{};
    std::optional<DashboardId> homeDashboardId{};
    std::optional<QString> homeDashboardUid{}; // wins over the id; empty clears
    std::optional<std::string> navbar{}, queryHistory{};
};

} // namespace mdash
