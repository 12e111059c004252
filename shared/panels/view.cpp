#include "panels/view.h"

#include "frames/transformations.h"
#include "panels/viewbuilders.h"
#include "panels/viewmacros.h"

#include <algorithm>
#include <array>

namespace mdash {
namespace {

using Builder = void (*)(const ViewInput &, PanelView &);

struct PanelKind
{
    std::string_view type;
    Builder build;
    std::string_view colourMode; // where the options name none
    bool needsData = true;
};

constexpr std::array<PanelKind, 13> kinds{{{"timeseries", buildTimeSeries, "palette-classic"},
                                           {"stat", buildStat, "thresholds"},
                                           {"gauge", buildGauge, "thresholds"},
                                           {"bargauge", buildBarGauge, "thresholds"},
                                           {"table", buildTable, "thresholds"},
                                           {"text", buildText, "thresholds", false},
                                           {"piechart", buildPie, "palette-classic"},
                                           {"barchart", buildBarChart, "palette-classic"},
                                           {"histogram", buildHistogram, "palette-classic"},
                                           {"heatmap", buildHeatmap, "palette-classic"},
                                           {"state-timeline", buildStateTimeline, "thresholds"},
                                           {"status-history", buildStatusHistory, "thresholds"},
                                           {"logs", buildLogs, "thresholds"}}};

const PanelKind *kindOf(std::string_view type)
{
    const auto found = std::ranges::find(kinds, type, &PanelKind::type);
    return found == kinds.end() ? nullptr : &*found;
}

view::Links panelLinks(const PanelModel &panel, const ViewContext &context)
{
    view::Links links;
    for (const LinkModel &model : panel.links) {
        const auto url = safeUrl(context.replaced(model.url));
        if (model.kind != LinkModel::Kind::Url || !url)
            continue;
        view::Link link;
        link.url = *url;
        link.text = context.replaced(model.title);
        link.newTab = model.newTab;
        link.icon = model.icon;
        link.tooltip = context.replaced(model.tooltip);
        links.push_back(std::move(link));
    }
    return links;
}

PanelView emptyView(const PanelModel &panel, const ViewContext &context)
{
    PanelView view;
    view.type = panel.type;
    view.title = context.replaced(panel.title);
    view.description = context.replaced(panel.description);
    view.links = panelLinks(panel, context);
    view.timeInfo = context.timeInfo;
    return view;
}

/// What data sources had to say, each sentence once.
void addFrameNotices(const Frames &frames, std::vector<Notice> &notices)
{
    constexpr std::size_t most = 20;
    for (const Frame &frame : frames) {
        for (const Notice &notice : frame.meta.notices) {
            if (notices.size() < most && std::ranges::find(notices, notice) == notices.end())
                notices.push_back(notice);
        }
    }
}

} // namespace

std::string oneOf(std::string_view value, std::initializer_list<std::string_view> known, std::string_view fallback)
{
    return std::string(std::ranges::find(known, value) == known.end() ? fallback : value);
}

PanelView buildPanelView(const PanelModel &panel, Frames frames, const ViewContext &context)
{
    PanelView view = emptyView(panel, context);
    const PanelKind *kind = kindOf(panel.type);
    if (kind && !kind->needsData) {
        kind->build({panel, {}, context}, view);
        return view;
    }
    addFrameNotices(frames, view.notices);
    const auto interpolate = [&context](std::string_view text) { return context.replaced(text); };
    frames = transformed(std::move(frames), panel.transformations, interpolate, view.notices);
    const FieldDefaults defaults{kind ? kind->colourMode : "thresholds"};
    const PanelFrames fields = resolveFieldOptions(frames, panel.fieldConfig, defaults, context, view.notices);
    if (kind) {
        kind->build({panel, fields, context}, view);
        return view;
    }
    buildTable({panel, fields, context}, view);
    view.state = view::PanelState::Unsupported;
    view.error =
        view::PanelError{"panel.unsupported",
                         "Panels of type " + panel.type + " cannot be drawn here; the data is shown as a table.",
                         {},
                         {}};
    return view;
}

PanelView buildErrorView(const PanelModel &panel, view::PanelError error, const ViewContext &context)
{
    PanelView view = emptyView(panel, context);
    view.state = view::PanelState::Error;
    view.error = std::move(error);
    return view;
}

std::vector<std::string_view> supportedPanelTypes()
{
    std::vector<std::string_view> types;
    for (const PanelKind &kind : kinds)
        types.push_back(kind.type);
    return types;
}

bool showsNoData(std::string_view panelType)
{
    const PanelKind *kind = kindOf(panelType);
    return kind && !kind->needsData;
}

} // namespace mdash
