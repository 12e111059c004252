#pragma once

#include "panels/panelview.h"
#include "panels/viewvalue.h"

#include <string>
#include <vector>

namespace mdash {

/// Collects the axes of a chart: fields that agree in unit and scale share one.
class AxisSet
{
public:
    /// The id of the axis for @p field, which is added if it is the first of its kind.
    std::string axisFor(const PanelField &field, const ValueDisplay &display);
    /// The axes, the first at the left and others at the right, unless the fields say where.
    [[nodiscard]] std::vector<view::Axis> take();
    /// Lines and areas at the thresholds of the fields, each axis' first field that asks for them.
    [[nodiscard]] std::vector<view::ThresholdBand> takeThresholds() { return std::move(m_thresholds); }

private:
    struct Entry
    {
        view::Axis axis;
        std::string placement;
        bool hasThresholds = false;
    };
    void addThresholds(Entry &entry, const PanelField &field);

    std::vector<Entry> m_entries;
    std::vector<view::ThresholdBand> m_thresholds;
};

} // namespace mdash
