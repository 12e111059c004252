#include "panels/viewbuckets.h"
#include "panels/viewbuilders.h"
#include "panels/viewcolours.h"
#include "panels/viewvalue.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mdash {
namespace {

constexpr std::array<std::string_view, 7> divergingSchemes{"PiYG",   "PRGn",   "PuOr",    "RdBu",
                                                           "RdYlBu", "RdYlGn", "Spectral"};

std::vector<view::Colour> named(std::string_view name, int count, bool reverse)
{
    std::vector<view::Colour> colours;
    for (int i = 1; i <= count; ++i)
        colours.push_back(std::string(name) + std::to_string(reverse ? count + 1 - i : i));
    return colours;
}

/// One colour from nearly transparent to full.
std::vector<view::Colour> fading(const std::string &hex)
{
    static constexpr std::array<std::string_view, 8> alphas{"26", "46", "66", "86", "a6", "c6", "e6", "ff"};
    std::vector<view::Colour> colours;
    for (const std::string_view alpha : alphas)
        colours.push_back(hex + std::string(alpha));
    return colours;
}

/// The steps of the ramp that `options.color` asks for; schemes by name go to the nearer of the theme's two ramps.
std::vector<view::Colour> ramp(const JsonValue &colour)
{
    const bool reverse = colour["reverse"].boolean();
    if (colour["mode"].string() == "opacity") {
        const std::string hex = hexOf(colourNamed(colour["fill"].string("dark-orange")));
        return fading(hex.empty() ? hexOf("orange") : hex);
    }
    const bool diverges = std::ranges::find(divergingSchemes, colour["scheme"].string()) != divergingSchemes.end();
    return diverges ? named("diverge-", 7, !reverse) : named("heat-", 8, reverse);
}

/// Least and greatest value of all cells; as set in the options where they say so.
void setScale(const JsonValue &colour, const ValueFormat &format, view::HeatmapBody &body)
{
    double least = 0;
    double greatest = 0;
    bool any = false;
    for (const double cell : body.cells) {
        if (std::isnan(cell))
            continue;
        least = any ? std::min(least, cell) : cell;
        greatest = any ? std::max(greatest, cell) : cell;
        any = true;
    }
    body.scale.min = numberIn(colour["min"]).value_or(std::min(least, 0.0));
    body.scale.max = numberIn(colour["max"]).value_or(greatest);
    body.scale.minText = format.format(body.scale.min).joined();
    body.scale.maxText = format.format(body.scale.max).joined();
    const double exponent = colour["exponent"].number(0.5);
    if (colour["scale"].string() == "exponential" && exponent > 0)
        body.scale.exponent = exponent;
}

/// Cells of no consequence are left out: `filterValues` says up to which value, usually nothing but zero.
void filterCells(const JsonValue &filter, view::HeatmapBody &body)
{
    const double least = numberIn(filter["le"]).value_or(1e-9);
    const double greatest = numberIn(filter["ge"]).value_or(INFINITY);
    for (double &cell : body.cells) {
        if (cell <= least || cell >= greatest)
            cell = std::nan("");
    }
}

} // namespace

void buildHeatmap(const ViewInput &input, PanelView &view)
{
    const JsonValue options = input.options();
    const bool calculates = options["calculate"].boolean();
    auto buckets = calculates ? countedBuckets(input) : givenBuckets(input);
    if (!buckets || buckets->x.empty() || buckets->y.empty()) {
        view.state = view::PanelState::NoData;
        return;
    }
    view::HeatmapBody body;
    body.x = std::move(buckets->x);
    body.y = std::move(buckets->y);
    body.cells = std::move(buckets->cells);
    filterCells(options["filterValues"], body);
    const JsonValue values = options["cellValues"];
    const std::string_view unit = values["unit"].string("short");
    const auto decimals = numberIn(values["decimals"]);
    const ValueFormat format(
        unit, decimals ? std::optional(static_cast<int>(std::clamp(*decimals, 0.0, 20.0))) : std::nullopt,
        input.context.format());
    setScale(options["color"], format, body);
    body.colours = ramp(options["color"]);
    body.unit = format.unit();
    view.count = body.y.size();
    view.body = std::move(body);
}

} // namespace mdash
