#include "panels/viewbuilders.h"
#include "panels/viewlegend.h"
#include "panels/viewvalue.h"

#include "frames/reducers.h"

#include <algorithm>
#include <limits>

namespace mdash {
namespace {

constexpr std::size_t mostRows = 500;
constexpr std::size_t mostSpans = 50'000; // of a panel
constexpr std::size_t mostLegendItems = 50;

/// The rows of @p times in ascending order, without those that have no time.
std::vector<std::size_t> timeOrder(const Column &times)
{
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < times.size(); ++row) {
        if (!times.isNull(row))
            order.push_back(row);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t row) { return times.times()[row]; });
    return order;
}

/// How one field becomes a row of spans.
struct RowRules
{
    bool merge = true;     // equal neighbours become one span
    bool bridges = false;  // a missing value changes nothing
    double intervalMs = 0; // distance of points; 0: not known
    std::int64_t end = 0;  // of the range
};

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// Where the value at @p time ends: at the next point (never, for the last), or an interval later if that is further
/// away.
std::int64_t endOf(std::int64_t time, std::int64_t next, const RowRules &rules)
{
    const auto interval = static_cast<std::int64_t>(rules.intervalMs);
    if (next == never)
        return rules.merge ? std::max(rules.end, time)
                           : std::min(time + std::max<std::int64_t>(interval, 1), std::max(rules.end, time + 1));
    if (interval > 0 && !rules.bridges && next - time > interval + interval / 2)
        return time + interval;
    return next;
}

view::SpanRow rowOf(const PanelField &time, const PanelField &field, const RowRules &rules, const ViewContext &context)
{
    const ValueDisplay display(field, context);
    const std::vector<std::int64_t> &times = time.field.values.times();
    const std::vector<std::size_t> order = timeOrder(time.field.values);
    view::SpanRow row;
    row.name = field.name;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Reduced value = valueAt(field.field.values, order[i]);
        const std::int64_t at = times[order[i]];
        const std::int64_t next = i + 1 < order.size() ? times[order[i + 1]] : never;
        if (std::holds_alternative<std::monostate>(value) && !field.options.mappings.find(value)) {
            if (rules.bridges && !row.spans.empty())
                row.spans.back().to = endOf(at, next, rules);
            continue;
        }
        const ShownValue shown = display.show(value);
        const std::string text = shown.joined();
        const bool goesOn = rules.merge && !row.spans.empty() && row.spans.back().to == at &&
                            row.spans.back().text == text && row.spans.back().colour == shown.colour;
        if (goesOn)
            row.spans.back().to = endOf(at, next, rules);
        else
            row.spans.push_back({at, endOf(at, next, rules), text, shown.colour});
    }
    return row;
}

/// Each state once, in the order in which the mappings or thresholds have them, else as they come.
std::vector<view::LegendItem> legendItems(const std::vector<view::SpanRow> &rows)
{
    std::vector<view::LegendItem> items;
    for (const view::SpanRow &row : rows) {
        for (const view::Span &span : row.spans) {
            const view::LegendItem item{span.text, span.colour};
            if (items.size() < mostLegendItems && std::ranges::find(items, item) == items.end())
                items.push_back(item);
        }
    }
    return items;
}

double intervalOf(const PanelField &time)
{
    if (time.field.config.intervalMs)
        return *time.field.config.intervalMs;
    const std::vector<std::int64_t> &times = time.field.values.times();
    std::int64_t least = 0;
    for (std::size_t row = 1; row < times.size(); ++row) {
        const std::int64_t step = times[row] - times[row - 1];
        if (step > 0 && (least == 0 || step < least))
            least = step;
    }
    return static_cast<double>(least);
}

void build(const ViewInput &input, bool merge, PanelView &view)
{
    const JsonValue options = input.options();
    view::SpansBody body;
    body.range = {input.context.range.from.time_since_epoch().count(),
                  input.context.range.to.time_since_epoch().count()};
    body.legend = readLegend(options["legend"]);
    body.showValue = oneOf(options["showValue"].string(), {"auto", "always", "never"}, "auto");
    body.rowHeight = numberIn(options["rowHeight"]);
    std::size_t spans = 0;
    bool cut = false;
    for (const PanelFrame &frame : input.frames) {
        const PanelField *time = frame.first(FieldType::Time);
        for (const PanelField &field : frame.fields) {
            if (!time || field.isTime() || field.options.custom["hideFrom.viz"].boolean())
                continue;
            cut = cut || body.rows.size() == mostRows || spans > mostSpans;
            if (cut)
                break;
            const JsonValue bridges = field.options.custom["spanNulls"];
            const bool known = time->field.config.intervalMs.has_value();
            const RowRules rules{merge && options["mergeValues"].boolean(true),
                                 bridges.boolean() || bridges.number() > 0, known || !merge ? intervalOf(*time) : 0,
                                 body.range.to};
            body.rows.push_back(rowOf(*time, field, rules, input.context));
            spans += body.rows.back().spans.size();
        }
    }
    if (cut)
        view.notices.push_back({"warning", "The first " + std::to_string(body.rows.size()) + " rows are shown."});
    if (spans == 0) {
        view.state = view::PanelState::NoData;
        return;
    }
    body.legendItems = legendItems(body.rows);
    view.count = body.rows.size();
    view.body = std::move(body);
}

} // namespace

void buildStateTimeline(const ViewInput &input, PanelView &view)
{
    build(input, true, view);
}

void buildStatusHistory(const ViewInput &input, PanelView &view)
{
    build(input, false, view);
}

} // namespace mdash
