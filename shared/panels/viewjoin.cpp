#include "panels/viewjoin.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace mdash {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Times and values of one series, ascending, each time once.
struct Points
{
    std::vector<std::int64_t> times;
    view::Numbers values;
};

double numberAt(const Column &column, std::size_t row, std::size_t &notFinite)
{
    if (row >= column.size() || column.isNull(row))
        return none;
    if (column.type() == FieldType::Boolean)
        return column.booleans()[row] ? 1 : 0;
    const double number = column.numbers()[row];
    if (std::isfinite(number))
        return number;
    ++notFinite;
    return none;
}

bool isAscending(const Column &times)
{
    const std::vector<std::int64_t> &values = times.times();
    return !times.hasNulls() &&
           std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end();
}

Points pointsOf(const TimedValues &series, std::size_t &notFinite)
{
    const std::vector<std::int64_t> &times = series.times->times();
    std::vector<std::size_t> order;
    order.reserve(times.size());
    for (std::size_t row = 0; row < times.size(); ++row) {
        if (!series.times->isNull(row))
            order.push_back(row);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t row) { return times[row]; });
    Points points;
    points.times.reserve(order.size());
    points.values.reserve(order.size());
    for (const std::size_t row : order) {
        const double value = numberAt(*series.values, row, notFinite);
        if (!points.times.empty() && points.times.back() == times[row]) {
            points.values.back() = value;
            continue;
        }
        points.times.push_back(times[row]);
        points.values.push_back(value);
    }
    return points;
}

view::Numbers valuesOf(const TimedValues &series, std::size_t &notFinite)
{
    const std::size_t rows = series.times->size();
    view::Numbers values(rows);
    for (std::size_t row = 0; row < rows; ++row)
        values[row] = numberAt(*series.values, row, notFinite);
    return values;
}

bool haveGaps(const std::vector<std::int64_t> &times, std::optional<double> intervalMs)
{
    if (!intervalMs || *intervalMs <= 0)
        return false;
    return std::adjacent_find(times.begin(), times.end(), [&](std::int64_t a, std::int64_t b) {
               return static_cast<double>(b - a) > *intervalMs;
           }) != times.end();
}

/// All series have the same times, ascending and without gaps: nothing to join.
bool shareTimes(const std::vector<TimedValues> &series)
{
    const Column &first = *series.front().times;
    if (!isAscending(first))
        return false;
    return std::ranges::all_of(series, [&](const TimedValues &one) {
        const bool same = one.times == &first || (!one.times->hasNulls() && one.times->times() == first.times());
        return same && !haveGaps(first.times(), one.intervalMs);
    });
}

/// Every time of every series, and one behind each gap, so that a line breaks there.
std::vector<std::int64_t> allTimes(const std::vector<TimedValues> &series, const std::vector<Points> &points)
{
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const std::vector<std::int64_t> &own = points[i].times;
        times.insert(times.end(), own.begin(), own.end());
        const double interval = series[i].intervalMs.value_or(0);
        for (std::size_t row = 1; interval > 0 && row < own.size(); ++row) {
            if (static_cast<double>(own[row] - own[row - 1]) > interval)
                times.push_back(own[row - 1] + static_cast<std::int64_t>(interval));
        }
    }
    std::ranges::sort(times);
    const auto [first, last] = std::ranges::unique(times);
    times.erase(first, last);
    return times;
}

std::optional<double> bridgeOf(const Points &points, std::optional<double> intervalMs,
                               const std::vector<std::int64_t> &times)
{
    if (points.times.size() < 2)
        return std::nullopt;
    const auto begin = std::ranges::lower_bound(times, points.times.front());
    const auto end = std::ranges::upper_bound(times, points.times.back());
    if (static_cast<std::size_t>(end - begin) == points.times.size())
        return std::nullopt;
    if (intervalMs && *intervalMs > 0)
        return intervalMs;
    std::int64_t widest = 0;
    for (std::size_t row = 1; row < points.times.size(); ++row)
        widest = std::max(widest, points.times[row] - points.times[row - 1]);
    return static_cast<double>(widest);
}

view::Numbers placed(const Points &points, const std::vector<std::int64_t> &times)
{
    view::Numbers values(times.size(), none);
    std::size_t at = 0;
    for (std::size_t row = 0; row < points.times.size(); ++row) {
        while (times[at] < points.times[row])
            ++at;
        values[at] = points.values[row];
    }
    return values;
}

void nullsToZero(const std::vector<TimedValues> &series, JoinedSeries &joined)
{
    for (std::size_t i = 0; i < series.size(); ++i) {
        if (series[i].nullsAsZero)
            std::ranges::replace_if(
                joined.values[i], [](double value) { return std::isnan(value); }, 0.0);
    }
}

/// Least and greatest value in [begin, end), in the order in which they occur; alone in both places if there is only
/// one.
std::pair<double, double> extremes(const view::Numbers &values, std::size_t begin, std::size_t end)
{
    std::size_t least = end;
    std::size_t greatest = end;
    for (std::size_t row = begin; row < end; ++row) {
        if (std::isnan(values[row]))
            continue;
        if (least == end || values[row] < values[least])
            least = row;
        if (greatest == end || values[row] > values[greatest])
            greatest = row;
    }
    if (least == end)
        return {none, none};
    return {values[std::min(least, greatest)], values[std::max(least, greatest)]};
}

} // namespace

JoinedSeries joinOnTime(const std::vector<TimedValues> &series)
{
    JoinedSeries joined;
    if (series.empty())
        return joined;
    joined.values.reserve(series.size());
    if (shareTimes(series)) {
        joined.times = series.front().times->times();
        for (const TimedValues &one : series)
            joined.values.push_back(valuesOf(one, joined.notFinite));
        joined.bridges.resize(series.size());
    } else {
        std::vector<Points> points;
        for (const TimedValues &one : series)
            points.push_back(pointsOf(one, joined.notFinite));
        joined.times = allTimes(series, points);
        for (std::size_t i = 0; i < series.size(); ++i) {
            joined.values.push_back(placed(points[i], joined.times));
            joined.bridges.push_back(bridgeOf(points[i], series[i].intervalMs, joined.times));
        }
    }
    nullsToZero(series, joined);
    return joined;
}

bool reduceToColumns(JoinedSeries &joined, std::size_t columns)
{
    const std::size_t rows = joined.times.size();
    if (columns == 0 || rows <= 2 * columns)
        return false;
    const std::int64_t start = joined.times.front();
    const double width = (static_cast<double>(joined.times.back() - start) + 1) / static_cast<double>(columns);
    JoinedSeries reduced;
    reduced.values.resize(joined.values.size());
    reduced.notFinite = joined.notFinite;
    for (std::size_t begin = 0, end = 0; begin < rows; begin = end) {
        const double column = std::floor(static_cast<double>(joined.times[begin] - start) / width);
        while (end < rows && std::floor(static_cast<double>(joined.times[end] - start) / width) <= column)
            ++end;
        const bool pair = end - begin > 1;
        reduced.times.push_back(joined.times[begin]);
        if (pair)
            reduced.times.push_back(joined.times[end - 1]);
        for (std::size_t i = 0; i < joined.values.size(); ++i) {
            const auto [first, second] = extremes(joined.values[i], begin, end);
            reduced.values[i].push_back(first);
            if (pair)
                reduced.values[i].push_back(second);
        }
    }
    // A series that has a point in every other column only must still be one line.
    for (const std::optional<double> &bridge : joined.bridges)
        reduced.bridges.push_back(bridge ? std::optional(std::max(*bridge, 2 * width)) : bridge);
    joined = std::move(reduced);
    return true;
}

view::Times compactTimes(std::vector<std::int64_t> times)
{
    if (times.size() < 3)
        return times;
    const std::int64_t step = times[1] - times[0];
    for (std::size_t row = 2; row < times.size(); ++row) {
        if (times[row] - times[row - 1] != step)
            return times;
    }
    return view::EvenTimes{times.front(), step, times.size()};
}

} // namespace mdash
