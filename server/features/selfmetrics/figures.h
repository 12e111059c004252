#pragma once

#include "frames/frame.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdash {

/// Where a figure is read from among the metrics of the node (its /metrics).
enum class FigureSource {
    Sum,           // of all counters or gauges of the family
    Count,         // of all observations of the histograms whose label `status_code` begins as `labels` says
    Seconds,       // sum of all observations of the histograms
    Quantile50, Quantile95 // of the observations since the last sample
};

/// One key figure of a node. Ids are stored in rows of the database: never change or reuse one.
struct Figure
{
    int id;
    std::string_view name;
    std::string_view code;   // label `code`; empty = none
    std::string_view help;
    std::string_view family; // of the node's metrics
    FigureSource source;
};
[[nodiscard]] std::span<const Figure> figures();

/// Values of figures by id, ascending; a figure that the node does not have is not in it.
using FigureValues = std::vector<std::pair<int, double>>;

/// Sets the figure @p name, which has no code; in its place by id.
void setFigure(FigureValues &values, std::string_view name, double value);

/// `1:1234 7:0.25`; how a row keeps them.
[[nodiscard]] std::string encodeFigures(const FigureValues &values);
/// Value of one figure in a row's text; nullopt if it is not there. Ids that this release does not know are passed over, so
/// a node of a later one may write more.
[[nodiscard]] std::optional<double> figureIn(std::string_view text, int id);

/// `{node="…"}` and, if the figure has one, `code`; with `__name__` and `job`.
[[nodiscard]] Labels labelsOf(const Figure &figure, const std::string &node);

} // namespace mdash
