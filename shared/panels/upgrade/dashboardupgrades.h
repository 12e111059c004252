#pragma once

#include "panels/jsontree.h"

namespace mdash {

// The steps for a whole dashboard, in the order in which they run. Each works in place, on JSON of any age.

/// Exported dashboards: `${VAR_X}` of constant inputs becomes its value; `${DS_X}` becomes the default source of its type.
void resolveInputs(JsonTree &dashboard);
/// Panels that name a library panel of the export (`__elements`) get its model.
void resolveElements(JsonTree &dashboard);
/// `rows[]` of panels with spans becomes `panels[]` on the grid of 24 columns.
void upgradeRows(JsonTree &dashboard);
/// Every panel gets an id that no other has, every query a refId.
void assignIds(JsonTree &dashboard);
/// Variables: words of old versions for hide and refresh; constants that people could change are text boxes since.
void upgradeVariables(JsonTree &dashboard, int schemaVersion);
/// Words of old versions at the top: sharedCrosshair, refresh, time settings.
void upgradeSettings(JsonTree &dashboard);
/// Panels: see panelupgrades.h.
void upgradePanels(JsonTree &dashboard, int schemaVersion);

/// Calls @p visit with every panel and row: top level and inside collapsed rows.
template<class Visit>
void forEachPanel(JsonTree &dashboard, Visit visit)
{
    if (!dashboard["panels"].isArray())
        return;
    for (JsonTree &panel : dashboard.at("panels").writableElements()) {
        visit(panel);
        if (panel["panels"].isArray()) {
            for (JsonTree &inner : panel.at("panels").writableElements())
                visit(inner);
        }
    }
}

} // namespace mdash
