#pragma once

#include "panels/dashboardmodel.h"
#include "panels/scope.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mdash {

/// One panel or row where it stands. A repeated panel gives one for each value, numbered in the order shown.
struct PanelInstance
{
    struct Row
    {
        qint64 id = 0;
        std::optional<int> repeatIndex;
        friend bool operator==(const Row &, const Row &) = default;
    };

    const PanelModel *panel = nullptr; // of the dashboard, which must outlive it
    std::optional<int> repeatIndex;
    GridPos grid;
    std::optional<Row> row; // that it stands under
    bool collapsed = false; // rows
    int hiddenPanels = 0;   // of a collapsed row
    std::vector<std::pair<std::string, ScopeValue>> scoped; // the repeats' variables, each with its one value here
};

struct Layout
{
    std::vector<PanelInstance> instances; // in reading order
    std::vector<std::string> notices;
};

/// The values that a repeat over variable @p name makes, each with one value and text; nullopt if there is no such
/// variable or it has no value yet: the panel then stands once.
using RepeatValues = std::function<std::optional<std::vector<ScopeValue>>(const std::string &name)>;

/// Puts the panels of @p dashboard on the grid of 24 columns: repeats made, what lies one over the other moved apart, gaps
/// closed. @p openRows says by id which rows a viewer opened or closed against what is saved. Panels of closed rows are left out.
/// More than 100 clones of a panel are left out too, said by a notice. A pure function.
[[nodiscard]] Layout layOut(const DashboardModel &dashboard, const RepeatValues &repeats, const std::map<qint64, bool> &openRows = {});

} // namespace mdash
