#pragma once

#include "frames/frame.h"
#include "panels/dashboardmodel.h"
#include "panels/panelview.h"
#include "panels/viewcontext.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// Everything from a panel's data to what is drawn: transformations, field options and the builder of its type. Never
/// fails: what cannot be done is a notice, a panel type that nobody can draw gives state `unsupported` with the data as
/// a table. Pure: equal arguments give equal views; any thread.
[[nodiscard]] PanelView buildPanelView(const PanelModel &panel, Frames frames, const ViewContext &context);

/// The view of a panel whose data could not be had.
[[nodiscard]] PanelView buildErrorView(const PanelModel &panel, view::PanelError error, const ViewContext &context);

/// The panel types that buildPanelView() draws as they were meant, for what the server claims to support.
[[nodiscard]] std::vector<std::string_view> supportedPanelTypes();

/// True for panels that show no data of queries: text, lists of dashboards and the like.
[[nodiscard]] bool showsNoData(std::string_view panelType);

} // namespace mdash
