#include "panels/upgrade.h"

#include "panels/upgrade/dashboardupgrades.h"
#include "panels/upgrade/modelreader.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// The dashboard itself, whether it came bare or as `{"dashboard":{…},"meta":{…}}`.
JsonValue unwrapped(const JsonValue &root)
{
    return root["dashboard"].isObject() ? root["dashboard"] : root;
}

bool isSecondSchema(const JsonValue &dashboard)
{
    return dashboard["apiVersion"].string().starts_with("dashboard.grafana.app/v2") || (dashboard["spec"].isObject() && dashboard["kind"].isString());
}

} // namespace

Result<DashboardModelPtr> upgradeDashboard(std::string_view json)
{
    const auto stored = JsonDocument::parse(json);
    if (!stored)
        return tl::unexpected(stored.error());
    const JsonValue source = unwrapped(stored->root());
    if (!source.isObject())
        return fail(ErrorCode::InvalidInput, u"dashboard: expected a JSON object"_s);
    if (isSecondSchema(source))
        return fail(ErrorCode::InvalidInput, u"dashboard: written in the second schema (apiVersion v2), expected the one with panels and templating"_s,
                    u"panels.secondSchema"_s);

    const int schemaVersion = static_cast<int>(std::clamp<qint64>(source["schemaVersion"].integer(), 0, 10'000));
    JsonTree dashboard(source);
    resolveInputs(dashboard);
    upgradeRows(dashboard);
    resolveElements(dashboard);
    assignIds(dashboard);
    upgradeVariables(dashboard, schemaVersion);
    upgradeSettings(dashboard);
    upgradePanels(dashboard, schemaVersion);

    auto document = JsonDocument::parse(dashboard.json());
    if (!document)
        return tl::unexpected(document.error());
    auto model = std::make_shared<DashboardModel>(std::move(*document));
    readModel(*model);
    return DashboardModelPtr(std::move(model));
}

} // namespace mdash
