#include "panels/builtins.h"

#include "base/duration.h"
#include "panels/interpolate.h"
#include "panels/interpolateformats.h"

namespace mdash {
namespace {

std::string millisText(TimePoint time)
{
    return std::to_string(time.time_since_epoch().count());
}

std::string timeQuery(const BuiltInValues &values)
{
    const auto encoded = [](const std::string &text) { return formatValue({}, ScopeValue::single(text), "percentencode", {}); };
    const std::string from = values.rawFrom.empty() ? millisText(values.range.from) : values.rawFrom;
    const std::string to = values.rawTo.empty() ? millisText(values.range.to) : values.rawTo;
    return "from=" + encoded(from) + "&to=" + encoded(to);
}

void set(Scope &scope, const char *name, std::string value)
{
    scope.set(name, ScopeValue::single(std::move(value)));
}

} // namespace

void setBuiltIns(Scope &scope, const BuiltInValues &values)
{
    scope.setZone(values.zone);
    set(scope, "__from", millisText(values.range.from));
    set(scope, "__to", millisText(values.range.to));
    set(scope, "__timezone", values.zone.id().toStdString());
    set(scope, "__dashboard", values.dashboardTitle);
    set(scope, "__dashboard.name", values.dashboardTitle);
    set(scope, "__dashboard.title", values.dashboardTitle);
    set(scope, "__dashboard.uid", values.dashboardUid);
    set(scope, "__org", std::to_string(values.orgId));
    set(scope, "__org.id", std::to_string(values.orgId));
    set(scope, "__org.name", values.orgName);
    set(scope, "__user", std::to_string(values.userId));
    set(scope, "__user.id", std::to_string(values.userId));
    set(scope, "__user.login", values.userLogin);
    set(scope, "__user.email", values.userEmail);
}

void setDisplayBuiltIns(Scope &scope, const BuiltInValues &values, Millis interval)
{
    const qint64 range = values.range.length().count();
    const std::string seconds = std::to_string((range + 500) / 1000);
    set(scope, "__interval", formatInterval(interval));
    set(scope, "__interval_ms", std::to_string(interval.count()));
    set(scope, "__range", seconds + "s");
    set(scope, "__range_s", seconds);
    set(scope, "__range_ms", std::to_string(range));
    set(scope, "__url_time_range", timeQuery(values));
    scope.setLookup([&scope](std::string_view name, std::string_view path) -> std::optional<ScopeValue> {
        if (name != "__all_variables" || !path.empty())
            return std::nullopt;
        return ScopeValue::single(variablesQuery(scope));
    });
}

std::string variablesQuery(const Scope &scope)
{
    std::string query;
    for (const auto &[name, value] : scope.variables())
        query += (query.empty() ? "" : "&") + formatValue(name, *value, "queryparam", {});
    return query;
}

std::string linkAddress(const LinkModel &link, const Scope &scope, const BuiltInValues &values)
{
    const auto mark = std::min(link.url.find('?'), link.url.size());
    std::string address = interpolate(std::string_view(link.url).substr(0, mark), scope, "raw");
    address += interpolate(std::string_view(link.url).substr(mark), scope, "percentencode");
    const auto add = [&address](const std::string &query) {
        if (!query.empty())
            address += (address.find('?') == std::string::npos ? "?" : "&") + query;
    };
    if (link.keepTime)
        add(timeQuery(values));
    if (link.includeVariables)
        add(variablesQuery(scope));
    return address;
}

} // namespace mdash
