#include "features/queries/expressions/reduction.h"

#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

bool isNumber(const Maybe &value)
{
    return value && std::isfinite(*value);
}

Maybe strictSum(const std::vector<Maybe> &values)
{
    double sum = 0;
    for (const Maybe &value : values) {
        if (!value)
            return notANumber;
        sum += *value;
    }
    return sum;
}

Maybe strictExtreme(const std::vector<Maybe> &values, bool wantsLargest)
{
    double found = notANumber;
    for (const Maybe &value : values) {
        if (!value || std::isnan(*value))
            return notANumber;
        if (std::isnan(found) || (wantsLargest ? *value > found : *value < found))
            found = *value;
    }
    return found;
}

Maybe strictMedian(const std::vector<Maybe> &values)
{
    std::vector<double> sorted;
    for (const Maybe &value : values) {
        if (!value || std::isnan(*value))
            return notANumber;
        sorted.push_back(*value);
    }
    if (sorted.empty())
        return notANumber;
    std::sort(sorted.begin(), sorted.end());
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

Maybe reduceStrictly(const std::vector<Maybe> &values, std::string_view reducer)
{
    const auto count = static_cast<double>(values.size());
    if (reducer == "sum")
        return strictSum(values);
    if (reducer == "mean")
        return *strictSum(values) / count;
    if (reducer == "min" || reducer == "max")
        return strictExtreme(values, reducer == "max");
    if (reducer == "count")
        return count;
    if (reducer == "median")
        return strictMedian(values);
    return values.empty() ? Maybe(notANumber) : values.back();
}

Result<Series> resampled(const Series &series, const TimeRange &range, const ResampleOptions &options)
{
    constexpr std::int64_t mostPoints = 100'000;
    const std::int64_t steps = options.window.count() > 0 ? range.length() / options.window : 0;
    if (steps <= 0)
        return fail(ErrorCode::Unprocessable, u"the series cannot be sampled further; the time range is shorter than the interval"_s);
    if (steps > mostPoints)
        return fail(ErrorCode::TooLarge, u"a window of %1 ms gives more than %2 points"_s.arg(options.window.count()).arg(mostPoints));
    Series result{.labels = series.labels, .times = {}, .values = {}};
    std::size_t next = 0;
    Maybe lastSeen;
    for (std::int64_t step = 0; step <= steps; ++step) {
        const std::int64_t time = (range.from + step * options.window).time_since_epoch().count();
        std::vector<Maybe> bucket;
        for (; next < series.times.size() && series.times[next] <= time; ++next)
            bucket.push_back(series.values[next]);
        Maybe value;
        if (!bucket.empty()) {
            value = reduceStrictly(bucket, options.downsampler);
            lastSeen = bucket.back();
        } else if (options.upsampler == "pad") {
            value = lastSeen;
        } else if (options.upsampler == "backfilling" && next < series.times.size()) {
            value = series.values[next];
        }
        result.times.push_back(time);
        result.values.push_back(value);
    }
    return result;
}

} // namespace

bool isReductionFunction(std::string_view name)
{
    for (const std::string_view known : {"sum", "mean", "min", "max", "count", "last", "median"}) {
        if (name == known)
            return true;
    }
    return false;
}

Maybe reduceValues(const std::vector<Maybe> &values, const ReduceOptions &options)
{
    if (options.mode == ReduceMode::Strict)
        return reduceStrictly(values, options.reducer);
    std::vector<Maybe> kept;
    for (const Maybe &value : values) {
        if (isNumber(value))
            kept.push_back(value);
        else if (options.mode == ReduceMode::ReplaceNonNumbers)
            kept.emplace_back(options.replacement);
    }
    const Maybe result = reduceStrictly(kept, options.reducer);
    if (result && std::isnan(*result))
        return options.mode == ReduceMode::ReplaceNonNumbers ? Maybe(options.replacement) : std::nullopt;
    return result;
}

ValueSet reduce(const ValueSet &set, const std::string &refId, const ReduceOptions &options)
{
    ValueSet result;
    bool hadNumbers = false;
    for (const MathValue &value : set.values) {
        if (const auto *series = std::get_if<Series>(&value)) {
            result.values.emplace_back(Number{series->labels, reduceValues(series->values, options)});
        } else {
            hadNumbers = hadNumbers || !std::holds_alternative<NoData>(value);
            result.values.push_back(value);
        }
    }
    if (hadNumbers)
        result.notices.push_back({"warning", "Reduce operation is not needed. Input query or expression " + refId + " is already reduced data."});
    return result;
}

Result<ValueSet> resample(const ValueSet &set, const TimeRange &range, const ResampleOptions &options)
{
    ValueSet result;
    for (const MathValue &value : set.values) {
        if (std::holds_alternative<NoData>(value)) {
            result.values.push_back(value);
            continue;
        }
        const auto *series = std::get_if<Series>(&value);
        if (!series)
            return fail(ErrorCode::Unprocessable, u"can only resample type series, got a number"_s);
        auto grid = resampled(*series, range, options);
        if (!grid)
            return tl::unexpected(grid.error());
        result.values.emplace_back(std::move(*grid));
    }
    return result;
}

} // namespace mdash
