#include "panels/viewaxes.h"
#include "panels/viewbuilders.h"
#include "panels/viewjoin.h"
#include "panels/viewlegend.h"
#include "panels/viewlong.h"
#include "panels/viewmacros.h"
#include "panels/viewregions.h"
#include "panels/viewvalue.h"

#include "frames/reducers.h"

#include <algorithm>
#include <cmath>

namespace mdash {
namespace {

constexpr std::size_t mostSeries = 2'000;

/// One field that becomes a series, with the times that belong to it.
struct Candidate
{
    const PanelFrame *frame;
    const PanelField *time;
    const PanelField *field;
};

std::vector<Candidate> candidatesIn(const PanelFrames &frames)
{
    std::vector<Candidate> found;
    for (const PanelFrame &frame : frames) {
        const PanelField *time = frame.first(FieldType::Time);
        for (const PanelField &field : frame.fields) {
            if (time && (field.isNumber() || field.field.type() == FieldType::Boolean))
                found.push_back({&frame, time, &field});
        }
    }
    return found;
}

std::vector<double> dashOf(const JsonValue &style)
{
    const std::string_view fill = style["fill"].string("solid");
    if (fill != "dash" && fill != "dot")
        return {};
    std::vector<double> dash;
    for (const JsonValue &length : style["dash"].elements())
        dash.push_back(std::clamp(length.number(), 0.0, 1000.0));
    if (dash.empty())
        dash = fill == "dot" ? std::vector<double>{0, 10} : std::vector<double>{10, 10};
    return dash;
}

std::variant<bool, double> spanNullsOf(const CustomOptions &custom, std::optional<double> bridge)
{
    const JsonValue asked = custom["spanNulls"];
    if (asked.boolean())
        return true;
    const double threshold = std::max(asked.number(0), bridge.value_or(0));
    if (threshold > 0)
        return threshold;
    return false;
}

/// The stack's name; published dashboards set it to false for a series that piles up by itself.
std::string stackGroupOf(const JsonValue &group)
{
    return group.exists() && !group.isString() ? group.json() : std::string(group.string("A"));
}

void setStyle(view::Series &series, const CustomOptions &custom, std::optional<double> bridge)
{
    series.draw = oneOf(custom["drawStyle"].string(), {"line", "bars", "points"}, "line");
    series.width = std::clamp(numberIn(custom["lineWidth"]).value_or(1), 0.0, 20.0);
    series.dash = dashOf(custom["lineStyle"]);
    series.fill = std::clamp(numberIn(custom["fillOpacity"]).value_or(0), 0.0, 100.0) / 100;
    series.gradient = oneOf(custom["gradientMode"].string(), {"opacity", "hue", "scheme"}, "");
    series.interpolation =
        oneOf(custom["lineInterpolation"].string(), {"linear", "smooth", "stepBefore", "stepAfter"}, "linear");
    series.points = oneOf(custom["showPoints"].string(), {"auto", "always", "never"}, "auto");
    series.pointSize = numberIn(custom["pointSize"]);
    series.spanNulls = spanNullsOf(custom, bridge);
    const std::string mode = oneOf(custom["stacking.mode"].string(), {"normal", "percent"}, "");
    if (!mode.empty())
        series.stack = view::Stack{stackGroupOf(custom["stacking.group"]), mode};
    series.negate = custom["transform"].string() == "negative-Y";
    series.fillBelowTo = custom["fillBelowTo"].string();
    series.hidden = {custom["hideFrom.legend"].boolean(), custom["hideFrom.tooltip"].boolean(),
                     custom["hideFrom.viz"].boolean()};
}

/// Old graphs leave series without values, or with nothing but zeros, out of their legend.
bool hiddenAsEmpty(const JsonValue &legend, const Column &values)
{
    const auto holds = [&](std::string_view reducer) { return Reduction(values).number(reducer).value_or(0) != 0; };
    return (legend["hideEmpty"].boolean() && holds("allIsNull")) ||
           (legend["hideZero"].boolean() && holds("allIsZero"));
}

void makeConstant(view::Numbers &values)
{
    const auto first = std::ranges::find_if(values, [](double value) { return !std::isnan(value); });
    if (first != values.end())
        std::ranges::fill(values, *first);
}

view::Series seriesOf(const Candidate &candidate, const ViewInput &input, const view::Legend &legend, AxisSet &axes)
{
    const PanelField &field = *candidate.field;
    const ValueDisplay display(field, input.context);
    view::Series series;
    series.name = field.name;
    series.colour = display.seriesColour();
    series.axis = axes.axisFor(field, display);
    series.unit = display.unit();
    LegendValues values = legendValues(legend, field.field.values, display);
    series.legend = std::move(values.texts);
    series.legendNumbers = std::move(values.numbers);
    series.links = linksFor({*candidate.frame, field, std::nullopt, std::nullopt}, input.context);
    return series;
}

JoinedSeries joined(const std::vector<Candidate> &candidates)
{
    std::vector<TimedValues> timed;
    for (const Candidate &candidate : candidates) {
        timed.push_back({&candidate.time->field.values, &candidate.field->field.values,
                         candidate.time->field.config.intervalMs,
                         candidate.field->options.custom["nullsAsZero"].boolean()});
    }
    return joinOnTime(timed);
}

void addJoinNotices(const JoinedSeries &data, std::size_t points, bool reduced, PanelView &view)
{
    if (reduced)
        view.notices.push_back({"info", "Of " + std::to_string(points) +
                                            " points a series, the least and greatest of each pixel are shown."});
    if (data.notFinite > 0)
        view.notices.push_back({"info", std::to_string(data.notFinite) +
                                            (data.notFinite == 1 ? " value is" : " values are") +
                                            " no finite number and left out."});
}

void buildFrom(const std::vector<Candidate> &candidates, const ViewInput &input, PanelView &view)
{
    view::TimeSeriesBody body;
    body.range = {input.context.range.from.time_since_epoch().count(),
                  input.context.range.to.time_since_epoch().count()};
    body.legend = readLegend(input.options()["legend"]);
    body.tooltip = readTooltip(input.options()["tooltip"]);
    body.timeRegions = timeRegions(input.options()["timeRegions"], input.context);

    JoinedSeries data = joined(candidates);
    const std::size_t points = data.times.size();
    const bool reduced =
        !input.context.inspect && reduceToColumns(data, static_cast<std::size_t>(std::max(input.context.width, 1)));
    addJoinNotices(data, points, reduced, view);

    AxisSet axes;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const CustomOptions &custom = candidates[i].field->options.custom;
        view::Series series = seriesOf(candidates[i], input, body.legend, axes);
        setStyle(series, custom, data.bridges[i]);
        series.values = std::move(data.values[i]);
        if (custom["transform"].string() == "constant")
            makeConstant(series.values);
        if (hiddenAsEmpty(input.options()["legend"], candidates[i].field->field.values))
            series.hidden.legend = true;
        shown += series.hidden.viz ? 0 : 1;
        body.series.push_back(std::move(series));
    }
    body.x = compactTimes(std::move(data.times));
    body.axes = axes.take();
    body.thresholds = axes.takeThresholds();
    view.count = shown;
    view.body = std::move(body);
}

} // namespace

void buildTimeSeries(const ViewInput &input, PanelView &view)
{
    const PanelFrames split = splitLongFrames(input.frames, input.panel.fieldConfig, input.context, view.notices);
    const PanelFrames &frames = split.empty() ? input.frames : split;
    std::vector<Candidate> candidates = candidatesIn(frames);
    if (candidates.empty()) {
        view.state = view::PanelState::NoData;
        if (std::ranges::any_of(frames, [](const PanelFrame &frame) { return frame.rows() > 0; }))
            view.notices.push_back({"warning", "The data has no time and number to draw. A table may show it."});
        return;
    }
    if (candidates.size() > mostSeries) {
        view.notices.push_back({"warning", "The first " + std::to_string(mostSeries) + " of " +
                                               std::to_string(candidates.size()) + " series are shown."});
        candidates.resize(mostSeries);
    }
    buildFrom(candidates, input, view);
}

} // namespace mdash
