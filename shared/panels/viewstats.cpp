#include "panels/viewbuilders.h"
#include "panels/viewjoin.h"
#include "panels/viewmacros.h"
#include "panels/viewreduce.h"
#include "panels/viewvalue.h"

#include "frames/numbertext.h"

#include <algorithm>
#include <cmath>

namespace mdash {
namespace {

struct Bounds
{
    double min = 0;
    double max = 100;
};

/// Where a gauge begins and ends: as set, else the least and greatest of all values; a single value gets 0 to 100, or
/// what holds it.
Bounds boundsOf(const SingleValue &single)
{
    const PanelField &field = *single.field;
    Bounds bounds{field.min, field.max};
    if (bounds.max > bounds.min)
        return bounds;
    const double value = std::isfinite(field.max) ? field.max : 0;
    bounds.min = field.options.min.value_or(std::min(value, 0.0));
    const double usual = field.options.unit == "percentunit" ? 1 : 100;
    bounds.max = field.options.max.value_or(std::max(value, usual));
    if (!(bounds.max > bounds.min))
        bounds.max = bounds.min + 1;
    return bounds;
}

/// The series behind a value, no finer than two points a pixel.
std::optional<view::Spark> sparkOf(const SingleValue &single, int width)
{
    const PanelField *time = single.frame->first(FieldType::Time);
    if (!time || single.row || !single.field->isNumber() || single.frame->rows() < 2)
        return std::nullopt;
    JoinedSeries joined = joinOnTime({{&time->field.values, &single.field->field.values, std::nullopt, false}});
    reduceToColumns(joined, static_cast<std::size_t>(std::clamp(width, 40, 800)) / 2);
    view::Spark spark;
    spark.x.assign(joined.times.begin(), joined.times.end());
    spark.values = std::move(joined.values.front());
    return spark;
}

std::string changeOf(const PanelField &field)
{
    const auto percent = Reduction(field.field.values).number("diffperc");
    if (!percent)
        return {};
    return (*percent > 0 ? "+" : "") + fixedText(*percent, std::abs(*percent) < 10 ? 1 : 0) + "%";
}

/// Old single stats have words before and behind their value.
void addAffixes(view::StatItem &item, const ViewInput &input)
{
    item.prefix = input.context.replaced(input.options()["prefix"].string()) + item.prefix;
    item.suffix += input.context.replaced(input.options()["postfix"].string());
}

view::StatItem itemOf(const SingleValue &single, const ViewInput &input, const ShownValue &shown)
{
    view::StatItem item;
    item.name = single.name;
    item.text = shown.text.empty() ? "–" : shown.text;
    item.prefix = shown.prefix;
    item.suffix = shown.suffix;
    if (shown.number && std::isfinite(*shown.number))
        item.number = shown.number;
    item.colour = shown.colour;
    item.links = linksFor({*single.frame, *single.field, single.row, shown.number}, input.context);
    addAffixes(item, input);
    return item;
}

std::vector<view::GaugeStep> stepsOf(const SingleValue &single, const ValueDisplay &display, const Bounds &bounds,
                                     bool labels)
{
    std::vector<view::GaugeStep> steps;
    const Thresholds &thresholds = single.field->options.thresholds;
    for (const ThresholdStep &step : thresholds.steps) {
        view::GaugeStep shown;
        const bool first = steps.empty();
        const double value =
            thresholds.percentage ? bounds.min + (bounds.max - bounds.min) * step.from / 100 : step.from;
        shown.at = first ? 0 : ratioOf(value, bounds.min, bounds.max);
        shown.colour = step.colour;
        if (labels && !first)
            shown.text = display.format(value).joined();
        steps.push_back(std::move(shown));
    }
    return steps;
}

void readCommon(const ViewInput &input, view::StatsBody &body)
{
    const JsonValue options = input.options();
    body.orientation = oneOf(options["orientation"].string(), {"auto", "horizontal", "vertical"}, "auto");
    body.titleSize = numberIn(options["text"]["titleSize"]);
    body.valueSize = numberIn(options["text"]["valueSize"]);
}

void finish(view::StatsBody body, PanelView &view)
{
    if (body.items.empty()) {
        view.state = view::PanelState::NoData;
        return;
    }
    view.count = body.items.size();
    view.body = std::move(body);
}

void addGaugeItems(const ViewInput &input, view::StatsBody &body)
{
    for (const SingleValue &single : singleValues(input)) {
        const ValueDisplay display(*single.field, input.context);
        const Bounds bounds = boundsOf(single);
        const ShownValue shown = display.show(single.value, bounds.min, bounds.max);
        view::StatItem item = itemOf(single, input, shown);
        item.ratio = shown.ratio;
        item.min = bounds.min;
        item.max = bounds.max;
        item.steps = stepsOf(single, display, bounds, body.showThresholdLabels);
        body.items.push_back(std::move(item));
    }
}

} // namespace

void buildStat(const ViewInput &input, PanelView &view)
{
    const JsonValue options = input.options();
    view::StatsBody body;
    readCommon(input, body);
    body.textMode = oneOf(options["textMode"].string(), {"auto", "value", "value_and_name", "name", "none"}, "auto");
    body.colourMode =
        oneOf(options["colorMode"].string(), {"none", "value", "background", "background_solid"}, "value");
    body.graphMode = oneOf(options["graphMode"].string(), {"none", "area"}, "none");
    body.justify = oneOf(options["justifyMode"].string(), {"auto", "center"}, "auto");
    const bool change = options["showPercentChange"].boolean();
    for (const SingleValue &single : singleValues(input)) {
        const ValueDisplay display(*single.field, input.context);
        view::StatItem item = itemOf(single, input, display.show(single.value));
        if (body.graphMode == "area")
            item.spark = sparkOf(single, input.context.width);
        if (change && !single.row)
            item.change = changeOf(*single.field);
        body.items.push_back(std::move(item));
    }
    finish(std::move(body), view);
}

void buildGauge(const ViewInput &input, PanelView &view)
{
    view::StatsBody body;
    body.kind = "gauge";
    readCommon(input, body);
    body.showThresholdLabels = input.options()["showThresholdLabels"].boolean();
    body.showThresholdMarkers = input.options()["showThresholdMarkers"].boolean(true);
    addGaugeItems(input, body);
    finish(std::move(body), view);
}

void buildBarGauge(const ViewInput &input, PanelView &view)
{
    const JsonValue options = input.options();
    view::StatsBody body;
    body.kind = "bargauge";
    readCommon(input, body);
    body.displayMode = oneOf(options["displayMode"].string(), {"basic", "gradient", "lcd"}, "gradient");
    body.showUnfilled = options["showUnfilled"].boolean(true);
    body.textMode = options["valueMode"].string() == "hidden"       ? "name"
                    : options["namePlacement"].string() == "hidden" ? "value"
                                                                    : "auto";
    body.colourMode = options["valueMode"].string() == "text" ? "none" : "value";
    addGaugeItems(input, body);
    finish(std::move(body), view);
}

} // namespace mdash
