#include "features/preferences/preferencesservice.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

Result<void> checkTheme(const QString &theme)
{
    static const QStringList themes{u""_s, u"light"_s, u"dark"_s, u"system"_s, u"contrast"_s};
    if (!themes.contains(theme))
        return fail(ErrorCode::InvalidInput, u"Invalid theme"_s);
    return {};
}

Result<void> checkLengths(const Preferences &preferences)
{
    const std::tuple<QString, qsizetype, qsizetype> lengths[] = {{u"timezone"_s, preferences.timezone.size(), 80},
                                                                 {u"weekStart"_s, preferences.weekStart.size(), 20},
                                                                 {u"language"_s, preferences.language.size(), 20}};
    for (const auto &[field, length, longest] : lengths) {
        if (length > longest)
            return fail(ErrorCode::InvalidInput, u"%1 must have at most %2 characters"_s.arg(field).arg(longest));
    }
    return {};
}

void take(QString &stronger, const QString &value)
{
    if (!value.isEmpty())
        stronger = value;
}

} // namespace

Result<Preferences> PreferencesService::effectiveFor(const Principal &caller)
{
    return m_store.layersFor(caller.orgId, caller.userId).map([](const std::vector<Preferences> &layers) {
        Preferences effective;
        for (const Preferences &layer : layers) {
            take(effective.theme, layer.theme);
            take(effective.timezone, layer.timezone);
            take(effective.weekStart, layer.weekStart);
            take(effective.language, layer.language);
            if (!layer.homeDashboardUid.isEmpty()) {
                effective.homeDashboardId = layer.homeDashboardId;
                effective.homeDashboardUid = layer.homeDashboardUid;
            }
        }
        if (!layers.empty()) {
            effective.navbar = layers.back().navbar;
            effective.queryHistory = layers.back().queryHistory;
        }
        return effective;
    });
}

Result<void> PreferencesService::change(const PreferenceOwner &owner, const PreferencesChange &change)
{
    return m_store.find(owner).and_then([&](const Preferences &present) { return store(owner, present, change); });
}

Result<void> PreferencesService::replace(const PreferenceOwner &owner, const PreferencesChange &change)
{
    return store(owner, Preferences{}, change);
}

Result<void> PreferencesService::store(const PreferenceOwner &owner, Preferences preferences, const PreferencesChange &change)
{
    preferences.theme = change.theme.value_or(preferences.theme);
    preferences.timezone = change.timezone.value_or(preferences.timezone);
    preferences.weekStart = change.weekStart.value_or(preferences.weekStart);
    preferences.language = change.language.value_or(preferences.language);
    preferences.navbar = change.navbar.value_or(preferences.navbar);
    preferences.queryHistory = change.queryHistory.value_or(preferences.queryHistory);
    return checkTheme(preferences.theme)
        .and_then([&] { return checkLengths(preferences); })
        .and_then([&] { return setHome(owner, preferences, change); })
        .and_then([&] { return m_store.put(owner, preferences); });
}

Result<void> PreferencesService::setHome(const PreferenceOwner &owner, Preferences &preferences, const PreferencesChange &change)
{
    const auto unknown = [] { return fail(ErrorCode::NotFound, u"Dashboard not found"_s); };
    if (change.homeDashboardUid) {
        preferences.homeDashboardId = {};
        if (change.homeDashboardUid->isEmpty())
            return {};
        const auto id = m_store.dashboardByUid(owner.orgId, *change.homeDashboardUid);
        if (!id)
            return tl::unexpected(id.error());
        if (!*id)
            return unknown();
        preferences.homeDashboardId = **id;
    } else if (change.homeDashboardId) {
        preferences.homeDashboardId = *change.homeDashboardId;
        if (!change.homeDashboardId->isSet())
            return {};
        const auto isThere = m_store.hasDashboard(owner.orgId, *change.homeDashboardId);
        if (!isThere)
            return tl::unexpected(isThere.error());
        if (!*isThere)
            return unknown();
    }
    return {};
}

} // namespace mdash
