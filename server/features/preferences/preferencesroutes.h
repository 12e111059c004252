#pragma once

#include "features/preferences/preferencesservice.h"
#include "platform/http/router.h"

namespace mdash {

class TeamsService;

/// Preferences of the caller, his organisation and teams. One per worker.
class PreferencesRoutes
{
public:
    PreferencesRoutes(PreferencesService &preferences, TeamsService &teams) : m_preferences(preferences), m_teams(teams) {}
    void declare(Router &router);

private:
    using OwnerOf = Result<PreferenceOwner> (PreferencesRoutes::*)(const Request &, const Principal &);
    Result<PreferenceOwner> caller(const Request &request, const Principal &caller);
    Result<PreferenceOwner> organisation(const Request &request, const Principal &caller);
    Result<PreferenceOwner> seenTeam(const Request &request, const Principal &caller);
    Result<PreferenceOwner> managedTeam(const Request &request, const Principal &caller);
    Result<Response> get(const Result<PreferenceOwner> &owner);
    Result<Response> put(const Result<PreferenceOwner> &owner, const Request &request);
    Result<Response> patch(const Result<PreferenceOwner> &owner, const Request &request);
    Result<Response> setHome(const Request &request, const Principal &caller);
    void declareAt(Router &router, const std::string &path, const Access &read, const Access &write, OwnerOf reader, OwnerOf writer);

    PreferencesService &m_preferences;
    TeamsService &m_teams;
};

} // namespace mdash
