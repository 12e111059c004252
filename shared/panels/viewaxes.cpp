#include "panels/viewaxes.h"

#include <algorithm>
#include <cmath>

namespace mdash {
namespace {

view::Scale readScale(const JsonValue &json)
{
    view::Scale scale;
    const std::string_view type = json["type"].string();
    if (type == "log" || type == "symlog") {
        scale.kind = type;
        scale.base = json["log"].number(2);
        scale.base = std::isfinite(scale.base) && scale.base > 1 ? scale.base : 2;
    }
    if (type == "symlog")
        scale.linear = numberIn(json["linearThreshold"]);
    return scale;
}

view::Axis axisOf(const PanelField &field, const ValueDisplay &display)
{
    const CustomOptions &custom = field.options.custom;
    view::Axis axis;
    axis.unit = display.unit();
    axis.label = custom["axisLabel"].string();
    axis.min = field.options.min;
    axis.max = field.options.max;
    axis.softMin = numberIn(custom["axisSoftMin"]);
    axis.softMax = numberIn(custom["axisSoftMax"]);
    axis.scale = readScale(custom["scaleDistribution"]);
    axis.grid = custom["axisGridShow"].boolean(true);
    axis.width = numberIn(custom["axisWidth"]);
    axis.centreZero = custom["axisCenteredZero"].boolean();
    return axis;
}

std::string placementOf(const PanelField &field)
{
    const std::string_view placement = field.options.custom["axisPlacement"].string("auto");
    return placement == "left" || placement == "right" || placement == "hidden" ? std::string(placement) : "auto";
}

/// Whether two fields belong on one axis. Decimals may differ: the first field's count.
bool agree(const view::Axis &a, const view::Axis &b)
{
    return a.unit.id == b.unit.id && a.min == b.min && a.max == b.max && a.softMin == b.softMin &&
           a.softMax == b.softMax && a.scale == b.scale && a.centreZero == b.centreZero &&
           (a.label == b.label || b.label.empty() || a.label.empty());
}

} // namespace

std::string AxisSet::axisFor(const PanelField &field, const ValueDisplay &display)
{
    view::Axis axis = axisOf(field, display);
    const std::string placement = placementOf(field);
    auto entry = std::ranges::find_if(
        m_entries, [&](const Entry &one) { return one.placement == placement && agree(one.axis, axis); });
    if (entry == m_entries.end()) {
        axis.id = "y" + std::to_string(m_entries.size() + 1);
        m_entries.push_back({std::move(axis), placement, false});
        entry = m_entries.end() - 1;
    } else if (entry->axis.label.empty()) {
        entry->axis.label = axis.label;
    }
    if (!entry->hasThresholds)
        addThresholds(*entry, field);
    return entry->axis.id;
}

void AxisSet::addThresholds(Entry &entry, const PanelField &field)
{
    std::string_view mode = field.options.custom["thresholdsStyle.mode"].string("off");
    const bool dashed = mode.starts_with("dashed");
    mode = mode == "dashed" ? "line" : mode == "dashed+area" ? "line+area" : mode;
    if (mode != "line" && mode != "area" && mode != "line+area")
        return;
    entry.hasThresholds = true;
    const std::vector<ThresholdStep> &steps = field.options.thresholds.steps;
    const auto place = [&](double value) {
        return field.options.thresholds.percentage ? field.min + (field.max - field.min) * value / 100 : value;
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool first = i == 0; // it has no line, only an area below the second
        if (first && mode == "line")
            continue;
        view::ThresholdBand band;
        if (!first)
            band.value = place(steps[i].from);
        if (i + 1 < steps.size())
            band.to = place(steps[i + 1].from);
        band.colour = steps[i].colour;
        band.axis = entry.axis.id;
        band.mode = mode;
        band.dashed = dashed;
        m_thresholds.push_back(std::move(band));
    }
}

std::vector<view::Axis> AxisSet::take()
{
    std::vector<view::Axis> axes;
    bool leftTaken = std::ranges::any_of(m_entries, [](const Entry &entry) { return entry.placement == "left"; });
    for (Entry &entry : m_entries) {
        if (entry.placement == "auto") {
            entry.axis.side = leftTaken ? "right" : "left";
            leftTaken = true;
        } else {
            entry.axis.side = entry.placement;
        }
        axes.push_back(std::move(entry.axis));
    }
    return axes;
}

} // namespace mdash
