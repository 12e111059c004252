#include "panels/viewbuckets.h"

#include "base/duration.h"
#include "base/timeformat.h"
#include "frames/numbertext.h"
#include "panels/viewjoin.h"
#include "panels/viewvalue.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

namespace mdash {
namespace {

constexpr std::size_t mostRows = 400;
constexpr std::size_t mostColumns = 1'000;

/// One bucket before the columns are made: its field and the limit that its name says.
struct Row
{
    const PanelFrame *frame;
    const PanelField *field;
    std::optional<double> limit; // no number in the name: nothing; +Inf: infinity
};

std::optional<double> limitIn(std::string_view name)
{
    if (name == "+Inf" || name == "Inf" || name == "inf")
        return std::numeric_limits<double>::infinity();
    double limit = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), limit);
    return error == std::errc{} && end == name.data() + name.size() && !name.empty() ? std::optional(limit)
                                                                                     : std::nullopt;
}

std::optional<double> limitOf(const PanelField &field)
{
    if (field.field.labels && field.field.labels->contains("le"))
        return limitIn(field.field.labels->at("le"));
    const auto limit = limitIn(field.name);
    return limit ? limit : limitIn(field.field.name);
}

std::vector<Row> rowsOf(const PanelFrames &frames)
{
    std::vector<Row> rows;
    for (const PanelFrame &frame : frames) {
        for (const PanelField &field : frame.fields) {
            if (field.isNumber() && frame.first(FieldType::Time) && rows.size() < mostRows)
                rows.push_back({&frame, &field, limitOf(field)});
        }
    }
    if (std::ranges::all_of(rows, [](const Row &row) { return row.limit.has_value(); }))
        std::ranges::stable_sort(rows, {}, [](const Row &row) { return *row.limit; });
    return rows;
}

/// Columns at these times, as wide as their distance; neighbours are put together if there are more than pixels.
std::vector<view::Bucket> columnsAt(const std::vector<std::int64_t> &times, std::size_t group, std::int64_t interval,
                                    const ViewContext &context)
{
    std::vector<view::Bucket> columns;
    for (std::size_t begin = 0; begin < times.size(); begin += group) {
        const std::size_t next = begin + group;
        const std::int64_t to = next < times.size() ? times[next] : times.back() + interval;
        columns.push_back({formatTimePattern(TimePoint(Millis(times[begin])), context.zone, "YYYY-MM-DD HH:mm:ss"),
                           static_cast<double>(times[begin]), static_cast<double>(to)});
    }
    return columns;
}

std::int64_t usualStep(const std::vector<std::int64_t> &times)
{
    std::int64_t least = 60'000;
    for (std::size_t row = 1; row < times.size(); ++row)
        least = row == 1 ? times[1] - times[0] : std::min(least, times[row] - times[row - 1]);
    return std::max<std::int64_t>(least, 1);
}

std::vector<view::Bucket> rowBuckets(const std::vector<Row> &rows, const ViewInput &input)
{
    const JsonValue axis = input.options()["yAxis"];
    const std::string unit(axis["unit"].string(rows.front().field->options.unit));
    const auto decimals = numberIn(axis["decimals"]);
    const ValueFormat format(
        unit, decimals ? std::optional(static_cast<int>(std::clamp(*decimals, 0.0, 20.0))) : std::nullopt,
        input.context.format());
    std::vector<view::Bucket> buckets;
    double below = 0;
    for (const Row &row : rows) {
        view::Bucket bucket;
        const double limit = row.limit.value_or(static_cast<double>(buckets.size() + 1));
        bucket.text = !row.limit ? row.field->name : std::isinf(limit) ? "∞" : format.format(limit).joined();
        bucket.from = below;
        bucket.to = std::isinf(limit) ? std::max(below * 2, below + 1) : limit;
        below = bucket.to;
        buckets.push_back(std::move(bucket));
    }
    return buckets;
}

/// Where values are counted: equal stretches from `start`, `size` wide.
struct Spread
{
    double start = 0;
    double size = 1;
    std::size_t count = 1;

    [[nodiscard]] std::optional<std::size_t> placeOf(double value) const
    {
        const double place = std::floor((value - start) / size);
        if (!(place >= 0) || place >= static_cast<double>(count))
            return std::nullopt;
        return static_cast<std::size_t>(place);
    }
};

double roundSize(double span, double count)
{
    const double raw = span / std::max(count, 1.0);
    if (!(raw > 0) || !std::isfinite(raw))
        return 1;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (step * power >= raw)
            return step * power;
    }
    return raw;
}

Spread timeSpread(const JsonValue &buckets, const ViewContext &context)
{
    const double from = static_cast<double>(context.range.from.time_since_epoch().count());
    const double span = std::max(static_cast<double>(context.range.length().count()), 1.0);
    const std::string_view value = buckets["value"].string();
    double size = span / 60;
    if (buckets["mode"].string() == "count")
        size = span / std::clamp(numberIn(buckets["value"]).value_or(60), 1.0, 1000.0);
    else if (const auto length = parseDuration(value); length && length->count() > 0)
        size = static_cast<double>(length->count());
    size = std::max(size, span / static_cast<double>(mostColumns));
    const double start = std::floor(from / size) * size;
    return {start, size, static_cast<std::size_t>(std::ceil((from + span - start) / size)) + 1};
}

Spread valueSpread(const JsonValue &buckets, double least, double greatest)
{
    double size = roundSize(greatest - least, 20);
    const auto asked = numberIn(buckets["value"]);
    if (asked && *asked > 0)
        size = buckets["mode"].string() == "count" ? roundSize(greatest - least, *asked) : *asked;
    size = std::max(size, (greatest - least) / static_cast<double>(mostRows - 1));
    const double start = std::floor(least / size) * size;
    return {start, size, static_cast<std::size_t>(std::floor((greatest - start) / size)) + 1};
}

} // namespace

std::optional<BucketGrid> givenBuckets(const ViewInput &input)
{
    const std::vector<Row> rows = rowsOf(input.frames);
    if (rows.empty())
        return std::nullopt;
    std::vector<TimedValues> series;
    for (const Row &row : rows)
        series.push_back(
            {&row.frame->first(FieldType::Time)->field.values, &row.field->field.values, std::nullopt, false});
    const JoinedSeries joined = joinOnTime(series);
    if (joined.times.empty())
        return std::nullopt;
    const auto wanted = std::min(mostColumns, static_cast<std::size_t>(std::max(input.context.width, 1)));
    const std::size_t group = (joined.times.size() + wanted - 1) / wanted;
    BucketGrid grid;
    grid.x = columnsAt(joined.times, group, usualStep(joined.times), input.context);
    grid.y = rowBuckets(rows, input);
    grid.cells.reserve(grid.x.size() * grid.y.size());
    for (std::size_t column = 0; column < grid.x.size(); ++column) {
        for (const view::Numbers &values : joined.values) {
            double sum = std::nan("");
            for (std::size_t row = column * group; row < std::min((column + 1) * group, values.size()); ++row) {
                if (!std::isnan(values[row]))
                    sum = std::isnan(sum) ? values[row] : sum + values[row];
            }
            grid.cells.push_back(sum);
        }
    }
    return grid;
}

std::optional<BucketGrid> countedBuckets(const ViewInput &input)
{
    std::vector<std::pair<double, double>> points;
    for (const Row &row : rowsOf(input.frames)) {
        const Column &times = row.frame->first(FieldType::Time)->field.values;
        for (std::size_t i = 0; i < times.size(); ++i) {
            const auto value = row.field->field.values.asNumber(i);
            if (value && std::isfinite(*value) && !times.isNull(i))
                points.emplace_back(static_cast<double>(times.times()[i]), *value);
        }
    }
    if (points.empty())
        return std::nullopt;
    const auto [least, greatest] = std::ranges::minmax_element(points, {}, &std::pair<double, double>::second);
    const JsonValue calculation = input.options()["calculation"];
    const Spread across = timeSpread(calculation["xBuckets"], input.context);
    const Spread up = valueSpread(calculation["yBuckets"], least->second, greatest->second);
    BucketGrid grid;
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < across.count; ++i)
        times.push_back(static_cast<std::int64_t>(across.start + across.size * static_cast<double>(i)));
    grid.x = columnsAt(times, 1, static_cast<std::int64_t>(across.size), input.context);
    const ValueFormat format(input.options()["yAxis"]["unit"].string(), {}, input.context.format());
    for (std::size_t j = 0; j < up.count; ++j) {
        const double from = up.start + up.size * static_cast<double>(j);
        grid.y.push_back({format.format(from + up.size).joined(), from, from + up.size});
    }
    grid.cells.assign(across.count * up.count, 0);
    for (const auto &[time, value] : points) {
        const auto column = across.placeOf(time);
        const auto row = up.placeOf(value);
        if (column && row)
            grid.cells[*column * up.count + *row] += 1;
    }
    return grid;
}

} // namespace mdash
