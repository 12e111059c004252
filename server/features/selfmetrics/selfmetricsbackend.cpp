#include "features/selfmetrics/selfmetricsbackend.h"

#include "base/queryinterval.h"
#include "base/utf8.h"
#include "features/queries/executor.h"
#include "features/queries/prometheus/promframes.h"
#include "features/queries/prometheus/promtarget.h"
#include "features/queries/prometheus/promvariable.h"
#include "features/selfmetrics/selfqueryevaluator.h"

#include <chrono>
#include <cmath>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

using Samples = std::vector<SelfMetricsStore::Sample>;

/// A query, read.
struct Asked
{
    PromTarget target;
    std::shared_ptr<const SelfQueryNode> node;
};

PromOptions optionsOfSelf()
{
    PromOptions options;
    options.scrapeInterval = "15s";
    return options;
}

Result<Asked> readAsked(const DataQuery &query)
{
    auto target = readPromTarget(query, optionsOfSelf());
    if (!target)
        return tl::unexpected(target.error());
    auto node = parseSelfQuery(target->expr);
    if (!node)
        return fail(node.error().code, u"Query %1, %2"_s.arg(fromUtf8(query.refId), node.error().detail));
    return Asked{std::move(*target), std::shared_ptr<const SelfQueryNode>(std::move(*node))};
}

TimePoint reachBack(TimePoint from, const SelfQueryNode &node)
{
    return from - Millis(std::max<qint64>(longestWindow(node), sampleLifeMs));
}

TimeRange rangeOf(const Asked &asked)
{
    const TimePoint from = asked.target.range ? asked.target.start : asked.target.instantTime;
    return {reachBack(from, *asked.node), std::max(asked.target.end, asked.target.instantTime)};
}

PromAnswer toAnswer(std::vector<GridSeries> set, const TimeGrid &grid, bool isInstant)
{
    PromAnswer answer;
    const bool isScalar = set.size() == 1 && set.front().isScalar;
    answer.resultType = !isInstant ? "matrix" : isScalar ? "scalar" : "vector";
    for (GridSeries &series : set) {
        PromSeries points{std::move(series.labels), {}, {}};
        for (std::size_t i = 0; i < grid.count; ++i) {
            if (std::isnan(series.values[i]))
                continue;
            points.times.push_back(grid.at(i));
            points.values.push_back(series.values[i]);
        }
        if (!points.times.empty())
            answer.series.push_back(std::move(points));
    }
    return answer;
}

Result<void> appendFrames(Frames &frames, const Asked &asked, const Samples &samples, const TimeGrid &grid, bool isInstant)
{
    auto set = evaluateSelfQuery(*asked.node, samples, grid);
    if (!set)
        return tl::unexpected(set.error());
    Frames made = promFrames(toAnswer(std::move(*set), grid, isInstant), asked.target);
    std::move(made.begin(), made.end(), std::back_inserter(frames));
    return {};
}

QueryResult evaluate(const Asked &asked, const Samples &samples)
{
    const auto begun = std::chrono::steady_clock::now();
    QueryResult result;
    Result<void> done;
    const auto millis = [](TimePoint time) { return time.time_since_epoch().count(); };
    if (asked.target.instant)
        done = appendFrames(result.frames, asked, samples, {millis(asked.target.instantTime), 1, 1}, true);
    if (done && asked.target.range) {
        const std::int64_t step = std::max<std::int64_t>(1, asked.target.step.count());
        const std::int64_t count = std::max<std::int64_t>(0, (millis(asked.target.end) - millis(asked.target.start)) / step + 1);
        done = appendFrames(result.frames, asked, samples, {millis(asked.target.start), step, static_cast<std::size_t>(count)}, false);
    }
    if (!done)
        result.error = done.error();
    result.took = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - begun);
    return result;
}

/// What a variable that is no query_result() finds among @p series, sorted.
std::vector<std::string> textsOf(const PromVariable &variable, const std::vector<StoredSeries> &series)
{
    std::set<std::string> texts;
    for (const StoredSeries &one : series) {
        if (variable.kind == PromVariable::Kind::Series)
            texts.insert(promSeriesText(one.labels));
        for (const auto &[name, value] : one.labels) {
            if (variable.kind == PromVariable::Kind::LabelNames)
                texts.insert(name);
            else if (variable.kind != PromVariable::Kind::Series && name == variable.label)
                texts.insert(value);
        }
    }
    return {texts.begin(), texts.end()};
}

} // namespace

QFuture<QueryResults> SelfMetricsBackend::query(const DataSourceSettings &, std::vector<DataQuery> queries)
{
    QueryResults results;
    std::vector<std::pair<Asked, bool>> asked; // and whether the query's format applies
    std::optional<TimeRange> all;
    std::size_t tables = 0;
    for (const DataQuery &query : queries) {
        auto read = readAsked(query);
        if (!read) {
            results[query.refId].error = read.error();
            continue;
        }
        const TimeRange range = rangeOf(*read);
        all = all ? TimeRange{std::min(all->from, range.from), std::max(all->to, range.to)} : range;
        tables += read->target.format == "table" ? 1 : 0;
        asked.emplace_back(std::move(*read), query.appliesFormat);
    }
    const auto samples = all ? m_metrics.samples(*all) : Result<Samples>(Samples{});
    for (const auto &[one, appliesFormat] : asked) {
        QueryResult &result = results[one.target.refId];
        if (!samples) {
            result.error = samples.error();
            continue;
        }
        result = evaluate(one, *samples);
        if (appliesFormat && one.target.format == "table")
            result.frames = promTable(result.frames, tables > 1 ? "Value #" + one.target.refId : "Value");
    }
    return readyFuture(std::move(results));
}

QFuture<Result<std::string>> SelfMetricsBackend::checkHealth(const DataSourceSettings &)
{
    return readyFuture(Result<std::string>("The nodes write their key figures every 15 s."));
}

QFuture<Result<std::vector<std::string>>> SelfMetricsBackend::variableValues(const DataSourceSettings &, std::string query, TimeRange range)
{
    return readyFuture(values(variableQueryText(query), range));
}

Result<std::vector<std::string>> SelfMetricsBackend::values(const std::string &query, const TimeRange &range)
{
    using Kind = PromVariable::Kind;
    const auto variable = parsePromVariable(query);
    if (!variable)
        return tl::unexpected(variable.error());
    const bool isPattern = variable->kind == Kind::Metrics || variable->kind == Kind::LabelNames;
    auto node = parseSelfQuery(isPattern || variable->selector.empty() ? R"({__name__=~".+"})" : variable->selector);
    if (!node)
        return tl::unexpected(node.error());
    const auto samples = m_metrics.samples({reachBack(range.from, **node), range.to});
    if (!samples)
        return tl::unexpected(samples.error());
    if (variable->kind == Kind::QueryResult) {
        const TimeGrid now{range.to.time_since_epoch().count(), 1, 1};
        auto set = evaluateSelfQuery(**node, *samples, now);
        if (!set)
            return tl::unexpected(set.error());
        return promValuesOf(*variable, promSampleTexts(toAnswer(std::move(*set), now, true)));
    }
    if ((*node)->kind != SelfQueryNode::Kind::Selector)
        return fail(ErrorCode::InvalidInput, u"expected a selector such as md_up"_s);
    const auto series = selectSeries(**node, *samples);
    if (!series)
        return tl::unexpected(series.error());
    return promValuesOf(*variable, textsOf(*variable, *series));
}

} // namespace mdash
