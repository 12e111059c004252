#pragma once

#include "frames/frame.h"
#include "frames/unittable.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What a panel has to draw: finished names, colours, texts and numbers. The wire form is fixed by
/// server/web/src/api/panelview.ts, whose types these mirror member by member; shared/api/panelviewjson.h writes it.
namespace mdash::view {

/// A palette name (`green`, `series-3`, `text`, `transparent`) or `#rrggbb[aa]`; clients map names by theme.
using Colour = std::string;
/// Numbers in a row; NaN stands for "none".
using Numbers = std::vector<double>;

enum class PanelState { Done, NoData, Error, Unsupported };

struct Link
{
    std::string text;
    std::string url; // interpolated, scheme checked
    bool newTab = false;
    std::string icon;
    std::string tooltip;
    friend bool operator==(const Link &, const Link &) = default;
};
using Links = std::vector<Link>;

using Unit = mdash::Unit;

struct Legend
{
    struct LegendColumn
    {
        std::string id;
        std::string title;
        friend bool operator==(const LegendColumn &, const LegendColumn &) = default;
    };
    bool shown = true;
    std::string placement = "bottom"; // bottom, right
    std::string mode = "list";        // list, table
    std::vector<LegendColumn> columns;
    std::string sortBy; // id of a column, or empty
    bool sortDesc = false;
    std::optional<double> width; // pixels
    friend bool operator==(const Legend &, const Legend &) = default;
};

struct Scale
{
    std::string kind = "linear"; // linear, log, symlog
    double base = 10;
    std::optional<double> linear; // symlog: where the logarithm begins
    friend bool operator==(const Scale &, const Scale &) = default;
};

struct Axis
{
    std::string id;
    std::string side = "left"; // left, right, hidden
    std::string label;
    Unit unit;
    std::optional<double> min, max, softMin, softMax;
    Scale scale;
    bool grid = true;
    std::optional<double> width; // pixels
    bool centreZero = false;
    friend bool operator==(const Axis &, const Axis &) = default;
};

/// Epoch ms of the points of every series: evenly spaced, or one by one.
struct EvenTimes
{
    std::int64_t start = 0;
    std::int64_t step = 1;
    std::size_t count = 0;
    friend bool operator==(const EvenTimes &, const EvenTimes &) = default;
};
using Times = std::variant<EvenTimes, std::vector<std::int64_t>>;

struct Range
{
    std::int64_t from = 0;
    std::int64_t to = 0;
    friend bool operator==(const Range &, const Range &) = default;
};

struct Hidden
{
    bool legend = false;
    bool tooltip = false;
    bool viz = false;
    friend bool operator==(const Hidden &, const Hidden &) = default;
};

struct Stack
{
    std::string group;
    std::string mode = "normal"; // normal, percent
    friend bool operator==(const Stack &, const Stack &) = default;
};

struct Series
{
    std::string name;
    Colour colour;
    std::string axis;
    Unit unit;
    Numbers values;
    std::string draw = "line"; // line, bars, points
    double width = 1;
    std::vector<double> dash;
    double fill = 0;                      // 0…1
    std::string gradient;                 // opacity, hue, scheme, or empty
    std::string interpolation = "linear"; // linear, smooth, stepBefore, stepAfter
    std::string points = "auto";          // auto, always, never
    std::optional<double> pointSize;
    std::variant<bool, double> spanNulls = false; // a number: bridge gaps up to so many ms
    std::optional<Stack> stack;
    bool negate = false;
    std::string fillBelowTo;
    Hidden hidden;
    std::vector<std::string> legend; // one text a legend column
    Numbers legendNumbers;
    Links links;
    friend bool operator==(const Series &, const Series &) = default;
};

struct ThresholdBand
{
    std::optional<double> value; // absent: from minus infinity
    std::optional<double> to;    // absent: to plus infinity
    Colour colour;
    std::string axis;
    std::string mode = "line"; // line, area, line+area
    bool dashed = false;
    friend bool operator==(const ThresholdBand &, const ThresholdBand &) = default;
};

struct TimeRegion
{
    std::int64_t from = 0;
    std::int64_t to = 0;
    Colour colour;
    friend bool operator==(const TimeRegion &, const TimeRegion &) = default;
};

struct Tooltip
{
    std::string mode = "single"; // single, multi, none
    std::string sort = "none";   // none, asc, desc
    friend bool operator==(const Tooltip &, const Tooltip &) = default;
};

struct TimeSeriesBody
{
    Times x;
    Range range;
    std::vector<Series> series;
    std::vector<Axis> axes;
    std::vector<ThresholdBand> thresholds;
    Legend legend;
    Tooltip tooltip;
    std::vector<TimeRegion> timeRegions;
    friend bool operator==(const TimeSeriesBody &, const TimeSeriesBody &) = default;
};

struct Spark
{
    Numbers x; // epoch ms
    Numbers values;
    friend bool operator==(const Spark &, const Spark &) = default;
};

struct GaugeStep
{
    double at = 0; // 0…1
    Colour colour;
    std::string text;
    friend bool operator==(const GaugeStep &, const GaugeStep &) = default;
};

struct StatItem
{
    std::string name;
    std::string text;
    std::string prefix;
    std::string suffix;
    std::optional<double> number;
    std::optional<double> ratio; // 0…1
    std::optional<double> min, max;
    Colour colour;
    std::optional<Spark> spark;
    std::vector<GaugeStep> steps;
    std::string change; // formatted, or empty
    Links links;
    friend bool operator==(const StatItem &, const StatItem &) = default;
};

struct StatsBody
{
    std::string kind = "stat"; // stat, gauge, bargauge
    std::vector<StatItem> items;
    std::string orientation = "auto";
    std::string textMode = "auto";
    std::string colourMode = "value";
    std::string graphMode = "none";
    std::string justify = "auto";
    std::string displayMode; // bar gauge: basic, gradient, lcd
    bool showThresholdLabels = false;
    bool showThresholdMarkers = false;
    bool showUnfilled = false;
    std::optional<double> titleSize, valueSize; // pixels
    friend bool operator==(const StatsBody &, const StatsBody &) = default;
};

struct TableColumn
{
    std::string name;
    std::string type = "string"; // time, number, string, boolean
    std::optional<double> width, minWidth;
    std::string align = "left"; // left, center, right
    std::string cell = "auto";
    bool sortable = true;
    bool filterable = false;
    friend bool operator==(const TableColumn &, const TableColumn &) = default;
};

struct Cell
{
    std::string text;
    std::variant<std::monostate, double, std::string> value; // for sorting; a NaN is null
    Colour colour;
    Colour background;
    std::optional<double> ratio;
    Numbers spark;
    Links links;
    friend bool operator==(const Cell &, const Cell &) = default;
};

struct TableSort
{
    std::size_t column = 0;
    bool desc = false;
    friend bool operator==(const TableSort &, const TableSort &) = default;
};

struct TableBody
{
    std::vector<TableColumn> columns;
    std::vector<std::vector<Cell>> rows;
    std::vector<Cell> footer;
    std::optional<TableSort> sort;
    std::size_t total = 0; // rows there are, also those not sent
    bool showHeader = true;
    std::string cellHeight; // sm, md, lg or empty
    bool pagination = false;
    std::vector<std::string> frames; // names to choose from, when there are several
    friend bool operator==(const TableBody &, const TableBody &) = default;
};

struct Slice
{
    std::string name;
    double number = 0;
    std::string text;
    double ratio = 0;
    Colour colour;
    std::vector<std::string> legend;
    friend bool operator==(const Slice &, const Slice &) = default;
};

struct SlicesBody
{
    std::vector<Slice> items;
    std::string kind = "pie"; // pie, donut
    std::vector<std::string> labels;
    Legend legend;
    friend bool operator==(const SlicesBody &, const SlicesBody &) = default;
};

struct Bucket
{
    std::string text;
    double from = 0;
    double to = 0;
    friend bool operator==(const Bucket &, const Bucket &) = default;
};

struct HeatmapBody
{
    struct ColourScale
    {
        double min = 0;
        double max = 0;
        std::string minText;
        std::string maxText;
        std::optional<double> exponent;
        friend bool operator==(const ColourScale &, const ColourScale &) = default;
    };
    std::vector<Bucket> x;
    std::vector<Bucket> y;
    Numbers cells; // column by column: cells[i * y.size() + j]
    std::vector<Colour> colours;
    ColourScale scale;
    Unit unit;
    friend bool operator==(const HeatmapBody &, const HeatmapBody &) = default;
};

struct BarSeries
{
    std::string name;
    Colour colour;
    Numbers values;
    std::vector<std::string> texts;
    std::vector<std::string> legend;
    friend bool operator==(const BarSeries &, const BarSeries &) = default;
};

struct BarsBody
{
    std::vector<std::string> categories;
    std::vector<BarSeries> series;
    std::vector<Axis> axes;
    std::string orientation = "vertical"; // horizontal, vertical
    std::string stacking = "none";        // none, normal, percent
    Legend legend;
    std::optional<double> groupWidth, barWidth; // 0…1
    Numbers edges;                              // histogram
    friend bool operator==(const BarsBody &, const BarsBody &) = default;
};

struct Span
{
    std::int64_t from = 0;
    std::int64_t to = 0;
    std::string text;
    Colour colour;
    friend bool operator==(const Span &, const Span &) = default;
};

struct SpanRow
{
    std::string name;
    std::vector<Span> spans;
    friend bool operator==(const SpanRow &, const SpanRow &) = default;
};

struct LegendItem
{
    std::string name;
    Colour colour;
    friend bool operator==(const LegendItem &, const LegendItem &) = default;
};

struct SpansBody
{
    Range range;
    std::vector<SpanRow> rows;
    Legend legend;
    std::vector<LegendItem> legendItems;
    std::string showValue = "auto";  // auto, always, never
    std::optional<double> rowHeight; // 0…1
    friend bool operator==(const SpansBody &, const SpansBody &) = default;
};

struct LogLine
{
    std::int64_t time = 0;
    std::string level;
    std::string text;
    Labels labels;
    std::string detail;
    friend bool operator==(const LogLine &, const LogLine &) = default;
};

struct LogsBody
{
    std::vector<LogLine> lines;
    bool showTime = false;
    bool showLabels = false;
    bool wrap = false;
    std::string order = "newest"; // newest, oldest
    friend bool operator==(const LogsBody &, const LogsBody &) = default;
};

/// One node of a sanitised tree: plain text if `tag` is empty, else an element of a fixed list with attributes of a
/// fixed list. It never holds markup.
struct TextNode
{
    std::string tag;
    std::string text;
    std::map<std::string, std::string> attributes;
    std::vector<TextNode> children;
    friend bool operator==(const TextNode &, const TextNode &) = default;
};

struct TextBody
{
    std::vector<TextNode> nodes;
    std::string plain;
    friend bool operator==(const TextBody &, const TextBody &) = default;
};

struct PanelError
{
    std::string messageId;
    std::string message;
    std::string hint;
    std::string refId;
    friend bool operator==(const PanelError &, const PanelError &) = default;
};

/// One query as it was sent; filled only for viewers who may inspect it.
struct QueryInfo
{
    std::string refId;
    std::string text;
    std::string source;
    double milliseconds = 0;
    std::size_t points = 0;
    friend bool operator==(const QueryInfo &, const QueryInfo &) = default;
};

using Body = std::variant<std::monostate, TimeSeriesBody, StatsBody, TableBody, SlicesBody, HeatmapBody, BarsBody,
                          SpansBody, LogsBody, TextBody>;

} // namespace mdash::view

namespace mdash {

/// Everything needed to draw one panel instance.
struct PanelView
{
    std::string type; // after upgrade
    view::PanelState state = view::PanelState::Done;
    std::string title;
    std::string description;
    view::Links links;
    std::vector<Notice> notices;
    std::optional<view::PanelError> error;
    std::vector<view::QueryInfo> queries;
    std::optional<std::size_t> count; // series, slices, bars, values or rows shown; absent for text
    std::string timeInfo;
    view::Body body;

    friend bool operator==(const PanelView &, const PanelView &) = default;
};

} // namespace mdash
