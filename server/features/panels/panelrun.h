#pragma once

#include "features/panels/answers.h"
#include "features/panels/queryplanner.h"
#include "panels/builtins.h"
#include "panels/layout.h"
#include "panels/panelview.h"

namespace mdash {

/// What a panel is drawn for.
struct PanelRequest
{
    PanelInstance instance;
    int width = 640;
    int height = 320;
    bool inspect = false;      // every point, nothing reduced
    bool showsQueries = false; // the text of the queries too
};

/// The panel with its answers, turned into what is drawn. @p scope: variables, built-ins and the repeat's values. Pure.
[[nodiscard]] PanelView viewOf(const PanelRequest &request, const PanelPlan &plan, QueryResults answers, const Scope &scope,
                               const BuiltInValues &values, TimePoint now);

} // namespace mdash
