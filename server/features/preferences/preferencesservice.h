#pragma once

#include "features/preferences/preferencesstore.h"
#include "platform/http/principal.h"

namespace mdash {

/// What users, teams and organisations chose. One per worker. Rights are the routes'.
class PreferencesService
{
public:
    explicit PreferencesService(PreferencesStore &store) : m_store(store) {}

    [[nodiscard]] Result<Preferences> find(const PreferenceOwner &owner) { return m_store.find(owner); }
    /// What counts for the caller: his own choice before his teams' before the organisation's, for each setting.
    [[nodiscard]] Result<Preferences> effectiveFor(const Principal &caller);

    /// Changes what @p change names. Fails with InvalidInput "Invalid theme", with NotFound "Dashboard not found".
    Result<void> change(const PreferenceOwner &owner, const PreferencesChange &change);
    /// As change(), and what it does not name is empty.
    Result<void> replace(const PreferenceOwner &owner, const PreferencesChange &change);

private:
    Result<void> store(const PreferenceOwner &owner, Preferences preferences, const PreferencesChange &change);
    Result<void> setHome(const PreferenceOwner &owner, Preferences &preferences, const PreferencesChange &change);
    PreferencesStore &m_store;
};

} // namespace mdash
