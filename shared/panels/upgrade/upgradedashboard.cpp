#include "panels/upgrade/dashboardupgrades.h"
#include "panels/upgrade/panelupgrades.h"

#include <algorithm>
#include <array>
#include <set>

namespace mdash {
namespace {

std::string nextRefId(const std::set<std::string, std::less<>> &used)
{
    for (int i = 0;; ++i) {
        std::string id = i < 26 ? std::string(1, static_cast<char>('A' + i)) : "Q" + std::to_string(i);
        if (!used.contains(id))
            return id;
    }
}

void assignRefIds(JsonTree &panel)
{
    if (!panel["targets"].isArray())
        return;
    std::set<std::string, std::less<>> used;
    std::vector<JsonTree *> nameless;
    for (JsonTree &target : panel.at("targets").writableElements()) {
        const std::string_view id = target["refId"].text();
        if (target.isObject() && (id.empty() || !used.insert(std::string(id)).second))
            nameless.push_back(&target);
    }
    for (JsonTree *target : nameless) {
        const std::string id = nextRefId(used);
        target->set("refId", id);
        used.insert(id);
    }
}

/// `minSpan` of a repeated panel is today's most panels in a row, a divisor of the grid.
void upgradeMinSpan(JsonTree &panel)
{
    const auto minSpan = panel["minSpan"].number();
    if (!minSpan || *minSpan <= 0 || panel["maxPerRow"].number())
        return;
    static constexpr std::array<int, 8> divisors = {24, 12, 8, 6, 4, 3, 2, 1};
    const auto fits = std::find_if(divisors.begin(), divisors.end(), [&](int count) { return count <= 24 / *minSpan; });
    panel.set("maxPerRow", fits == divisors.end() ? 1 : *fits);
}

void dropWhatIsNoPanel(JsonTree &holder)
{
    if (holder["panels"].isArray())
        std::erase_if(holder.at("panels").writableElements(), [](const JsonTree &panel) { return !panel.isObject(); });
}

} // namespace

void assignIds(JsonTree &dashboard)
{
    dropWhatIsNoPanel(dashboard);
    forEachPanel(dashboard, dropWhatIsNoPanel);
    std::set<std::int64_t> used;
    std::vector<JsonTree *> without;
    forEachPanel(dashboard, [&](JsonTree &panel) {
        const std::int64_t id = panel["id"].isNumber() ? panel["id"].integer() : 0;
        if (id <= 0 || !used.insert(id).second)
            without.push_back(&panel);
    });
    std::int64_t next = used.empty() ? 1 : *used.rbegin() + 1;
    for (JsonTree *panel : without)
        panel->set("id", next++);
    forEachPanel(dashboard, assignRefIds);
}

void upgradeVariables(JsonTree &dashboard, int schemaVersion)
{
    JsonTree *templating = dashboard.find("templating");
    if (!templating || !(*templating)["list"].isArray())
        return;
    for (JsonTree &variable : templating->at("list").writableElements()) {
        if (!variable.isObject())
            continue;
        if (variable["refresh"].isBool())
            variable.set("refresh", variable["refresh"].boolean() ? 1 : 0);
        if (!variable["hide"].isNumber())
            variable.set("hide", variable["hideVariable"].boolean() ? 2 : variable["hideLabel"].boolean() ? 1 : 0);
        if (schemaVersion < 27 && variable["type"].text() == "constant" && variable["hide"].integer() != 2)
            variable.set("type", "textbox");
    }
}

void upgradeSettings(JsonTree &dashboard)
{
    if (dashboard["graphTooltip"].isNull() && dashboard["sharedCrosshair"].isBool())
        dashboard.set("graphTooltip", dashboard["sharedCrosshair"].boolean() ? 1 : 0);
    if (!dashboard["refresh"].isString())
        dashboard.set("refresh", "");
    if (dashboard["timepicker"].isNull() && dashboard["nav"].isArray() && !dashboard["nav"].elements().empty())
        dashboard.set("timepicker", dashboard["nav"].elements().front());
}

void upgradePanels(JsonTree &dashboard, int schemaVersion)
{
    forEachPanel(dashboard, [schemaVersion](JsonTree &panel) {
        upgradePanel(panel);
        upgradeMinSpan(panel);
        if (schemaVersion < 31)
            mergeAfterLabels(panel);
    });
}

} // namespace mdash
