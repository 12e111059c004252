#include "panels/viewbuilders.h"
#include "panels/viewcolours.h"
#include "panels/viewlegend.h"
#include "panels/viewreduce.h"
#include "panels/viewvalue.h"

#include "frames/numbertext.h"

#include <algorithm>
#include <cmath>

namespace mdash {
namespace {

constexpr std::size_t mostSlices = 500;

/// Rows of one field share its colour in a palette; as slices each needs its own.
view::Colour sliceColour(const SingleValue &single, const ShownValue &shown, std::size_t index)
{
    const std::string &mode = single.field->options.colour.id;
    if (!single.row || single.field->options.mappings.find(single.value))
        return shown.colour;
    if (mode == "palette-classic")
        return seriesColour(index);
    return mode == "palette-classic-by-name" ? seriesColourByName(single.name) : shown.colour;
}

std::string percentText(double ratio, std::optional<int> decimals)
{
    return fixedText(ratio * 100, decimals.value_or(ratio < 0.1 ? 1 : 0)) + '%';
}

/// `legend.values` names the columns: value, percent.
view::Legend pieLegend(const JsonValue &json)
{
    view::Legend legend = readLegend(json);
    legend.columns.clear();
    for (const JsonValue &value : json["values"].elements()) {
        if (value.string() == "value")
            legend.columns.push_back({"value", "Value"});
        else if (value.string() == "percent")
            legend.columns.push_back({"percent", "Percent"});
    }
    return legend;
}

std::vector<view::Slice> slicesOf(const ViewInput &input)
{
    std::vector<view::Slice> slices;
    for (const SingleValue &single : singleValues(input)) {
        if (single.field->options.custom["hideFrom.viz"].boolean() || slices.size() == mostSlices)
            continue;
        const ShownValue shown = ValueDisplay(*single.field, input.context).show(single.value);
        if (!shown.number || !std::isfinite(*shown.number))
            continue;
        view::Slice slice;
        slice.name = single.name;
        slice.number = *shown.number;
        slice.text = shown.joined();
        slice.colour = sliceColour(single, shown, slices.size());
        slices.push_back(std::move(slice));
    }
    return slices;
}

void addShares(std::vector<view::Slice> &slices, const view::Legend &legend)
{
    double total = 0;
    for (const view::Slice &slice : slices)
        total += std::max(slice.number, 0.0);
    for (view::Slice &slice : slices) {
        slice.ratio = total > 0 ? std::max(slice.number, 0.0) / total : 0;
        for (const auto &[id, title] : legend.columns)
            slice.legend.push_back(id == "percent" ? percentText(slice.ratio, {}) : slice.text);
    }
}

} // namespace

void buildPie(const ViewInput &input, PanelView &view)
{
    const JsonValue options = input.options();
    view::SlicesBody body;
    body.items = slicesOf(input);
    body.kind = oneOf(options["pieType"].string(), {"pie", "donut"}, "pie");
    body.legend = pieLegend(options["legend"]);
    for (const JsonValue &label : options["displayLabels"].elements()) {
        const std::string known = oneOf(label.string(), {"name", "value", "percent"}, "");
        if (!known.empty())
            body.labels.push_back(known);
    }
    addShares(body.items, body.legend);
    const std::string_view sort = options["sort"].string("none");
    if (sort == "desc" || sort == "asc")
        std::ranges::stable_sort(body.items, [&](const view::Slice &a, const view::Slice &b) {
            return sort == "desc" ? a.number > b.number : a.number < b.number;
        });
    if (body.items.empty()) {
        view.state = view::PanelState::NoData;
        return;
    }
    view.count = body.items.size();
    view.body = std::move(body);
}

} // namespace mdash
