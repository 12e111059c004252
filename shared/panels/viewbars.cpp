#include "panels/viewaxes.h"
#include "panels/viewbuilders.h"
#include "panels/viewlegend.h"
#include "panels/viewvalue.h"

#include "frames/fieldnames.h"
#include "frames/numbertext.h"
#include "frames/reducers.h"
#include "frames/transformcontext.h"

#include <algorithm>
#include <cmath>

namespace mdash {
namespace {

constexpr std::size_t mostCategories = 1'000;
constexpr std::size_t mostSeries = 200;

/// The field along which the bars stand: as asked, else the first text, else the first time.
const PanelField *categoryField(const PanelFrame &frame, std::string_view asked)
{
    for (const PanelField &field : frame.fields) {
        if (!asked.empty() && (field.name == asked || field.field.name == asked))
            return &field;
    }
    const PanelField *text = frame.first(FieldType::String);
    return text ? text : frame.first(FieldType::Time);
}

view::BarSeries barsOf(const PanelField &field, std::size_t rows, const view::Legend &legend,
                       const ValueDisplay &display)
{
    view::BarSeries series;
    series.name = field.name;
    series.colour = display.seriesColour();
    for (std::size_t row = 0; row < rows; ++row) {
        const ShownValue shown = display.show(valueAt(field.field.values, row));
        series.values.push_back(shown.number && std::isfinite(*shown.number) ? *shown.number : std::nan(""));
        series.texts.push_back(shown.joined());
    }
    series.legend = legendValues(legend, field.field.values, display).texts;
    return series;
}

void readBarOptions(const ViewInput &input, view::BarsBody &body)
{
    const JsonValue options = input.options();
    const bool tall = input.context.height > input.context.width;
    body.orientation =
        oneOf(options["orientation"].string(), {"horizontal", "vertical"}, tall ? "horizontal" : "vertical");
    body.stacking = oneOf(options["stacking"].string(), {"none", "normal", "percent"}, "none");
    body.groupWidth = numberIn(options["groupWidth"]);
    body.barWidth = numberIn(options["barWidth"]);
    body.legend = readLegend(options["legend"]);
}

void finish(view::BarsBody body, PanelView &view)
{
    if (body.series.empty() || body.categories.empty()) {
        view.state = view::PanelState::NoData;
        return;
    }
    view.count = body.series.size();
    view.body = std::move(body);
}

const PanelFrame *frameWithBars(const PanelFrames &frames)
{
    for (const PanelFrame &frame : frames) {
        if (frame.rows() > 0 && frame.first(FieldType::Number))
            return &frame;
    }
    return nullptr;
}

/// Frames as they were before the options of the panel, for a step of transformation.
Frames plainFrames(const PanelFrames &frames)
{
    Frames plain;
    for (const PanelFrame &frame : frames) {
        Frame copy{frame.name, frame.refId, {}, {}};
        for (const PanelField &field : frame.fields) {
            copy.fields.push_back(field.field);
            if (!field.isTime())
                copy.fields.back().config.displayName = field.name;
        }
        plain.push_back(std::move(copy));
    }
    return plain;
}

bool isHistogram(const Frame &frame)
{
    return frame.fields.size() > 2 && (frame.fields[0].name == "xMin" || frame.fields[0].name == "BucketMin");
}

/// The first number field, whose unit the edges of the buckets have.
const PanelField *firstNumber(const PanelFrames &frames)
{
    const PanelFrame *frame = frameWithBars(frames);
    return frame ? frame->first(FieldType::Number) : nullptr;
}

void addBuckets(const Frame &buckets, const PanelField &field, const ViewInput &input, view::BarsBody &body)
{
    const ValueDisplay display(field, input.context);
    const Column &from = buckets.fields[0].values;
    const Column &to = buckets.fields[1].values;
    for (std::size_t row = 0; row < from.size(); ++row) {
        body.edges.push_back(from.asNumber(row).value_or(0));
        body.categories.push_back(display.format(body.edges.back()).joined());
    }
    if (from.size() > 0)
        body.edges.push_back(to.asNumber(to.size() - 1).value_or(0));
    const auto names = fieldDisplayNames(buckets);
    for (std::size_t i = 2; i < buckets.fields.size(); ++i) {
        view::BarSeries series;
        series.name = names[i];
        series.colour = buckets.fields.size() == 3 ? display.seriesColour() : "series-" + std::to_string(i - 1);
        for (std::size_t row = 0; row < from.size(); ++row) {
            series.values.push_back(buckets.fields[i].values.asNumber(row).value_or(0));
            series.texts.push_back(plainText(series.values.back()));
        }
        body.series.push_back(std::move(series));
    }
}

} // namespace

void buildBarChart(const ViewInput &input, PanelView &view)
{
    view::BarsBody body;
    readBarOptions(input, body);
    const PanelFrame *frame = frameWithBars(input.frames);
    const PanelField *category =
        frame ? categoryField(*frame, input.context.replaced(input.options()["xField"].string())) : nullptr;
    if (!category) {
        view.state = view::PanelState::NoData;
        return;
    }
    const std::size_t rows = std::min(frame->rows(), mostCategories);
    if (rows < frame->rows())
        view.notices.push_back({"warning", "The first " + std::to_string(rows) + " of " +
                                               std::to_string(frame->rows()) + " categories are shown."});
    const ValueDisplay names(*category, input.context);
    for (std::size_t row = 0; row < rows; ++row)
        body.categories.push_back(names.show(valueAt(category->field.values, row)).joined());
    AxisSet axes;
    for (const PanelField &field : frame->fields) {
        if (&field == category || !field.isNumber() || field.options.custom["hideFrom.viz"].boolean() ||
            body.series.size() == mostSeries)
            continue;
        const ValueDisplay display(field, input.context);
        axes.axisFor(field, display);
        body.series.push_back(barsOf(field, rows, body.legend, display));
    }
    body.axes = axes.take();
    finish(std::move(body), view);
}

void buildHistogram(const ViewInput &input, PanelView &view)
{
    view::BarsBody body;
    readBarOptions(input, body);
    body.legend.columns.clear();
    const PanelField *field = firstNumber(input.frames);
    if (!field) {
        view.state = view::PanelState::NoData;
        return;
    }
    Frames frames = plainFrames(input.frames);
    if (!isHistogram(frames.front())) {
        const JsonValue options = input.options();
        const Replace replace = [&](std::string_view text) { return input.context.replaced(text); };
        frames = histogram(std::move(frames), {options, replace}).value_or(Frames{});
    }
    if (!frames.empty() && isHistogram(frames.front()))
        addBuckets(frames.front(), *field, input, body);
    view::Axis axis;
    axis.id = "y1";
    axis.unit.id = "short";
    axis.unit.kernel = "short";
    axis.min = 0;
    body.axes.push_back(std::move(axis));
    finish(std::move(body), view);
}

} // namespace mdash
