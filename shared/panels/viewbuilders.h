#pragma once

#include "panels/dashboardmodel.h"
#include "panels/fieldoptions.h"
#include "panels/panelview.h"
#include "panels/viewcontext.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace mdash {

/// What a builder works on. It sets body, count and state of the view it is given, and adds notices.
struct ViewInput
{
    const PanelModel &panel;
    const PanelFrames &frames; // after transformation and field options
    const ViewContext &context;

    [[nodiscard]] const JsonValue &options() const { return panel.options; }
};

void buildTimeSeries(const ViewInput &input, PanelView &view);
void buildStat(const ViewInput &input, PanelView &view);
void buildGauge(const ViewInput &input, PanelView &view);
void buildBarGauge(const ViewInput &input, PanelView &view);
void buildTable(const ViewInput &input, PanelView &view);
void buildText(const ViewInput &input, PanelView &view);
void buildPie(const ViewInput &input, PanelView &view);
void buildBarChart(const ViewInput &input, PanelView &view);
void buildHistogram(const ViewInput &input, PanelView &view);
void buildHeatmap(const ViewInput &input, PanelView &view);
void buildStateTimeline(const ViewInput &input, PanelView &view);
void buildStatusHistory(const ViewInput &input, PanelView &view);
void buildLogs(const ViewInput &input, PanelView &view);

/// @p value if it is one of @p known, else @p fallback.
[[nodiscard]] std::string oneOf(std::string_view value, std::initializer_list<std::string_view> known,
                                std::string_view fallback);

} // namespace mdash
