#include "features/selfmetrics/selfqueryevaluator.h"

#include "base/regex.h"
#include "base/utf8.h"
#include "features/selfmetrics/figures.h"
#include "features/selfmetrics/windowfunctions.h"

#include <cmath>
#include <limits>
#include <unordered_map>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr const char *nameLabel = "__name__";
constexpr std::size_t mostCells = 5'000'000; // series × times

using GridSet = std::vector<GridSeries>;

/// A matcher with its compiled expression.
class Matcher
{
public:
    static Result<Matcher> make(const LabelMatcher &matcher)
    {
        Matcher made(matcher);
        if (matcher.operation.ends_with('~')) {
            auto regex = Regex::compile("^(?:" + matcher.value + ")$", "s");
            if (!regex)
                return tl::unexpected(regex.error());
            made.m_regex = std::move(*regex);
        }
        return made;
    }

    [[nodiscard]] bool accepts(const Labels &labels) const
    {
        const auto found = labels.find(m_matcher.label);
        const std::string_view value = found == labels.end() ? std::string_view{} : std::string_view(found->second);
        const bool isMatch = m_regex ? m_regex->matches(value) : value == m_matcher.value;
        return isMatch == (m_matcher.operation.front() == '=');
    }

private:
    explicit Matcher(LabelMatcher matcher) : m_matcher(std::move(matcher)) {}

    LabelMatcher m_matcher;
    std::optional<Regex> m_regex;
};

Result<std::vector<Matcher>> matchersOf(const SelfQueryNode &node)
{
    std::vector<Matcher> matchers;
    for (const LabelMatcher &given : node.matchers) {
        auto matcher = Matcher::make(given);
        if (!matcher)
            return tl::unexpected(matcher.error());
        matchers.push_back(std::move(*matcher));
    }
    return matchers;
}

Labels withoutName(Labels labels)
{
    labels.erase(nameLabel);
    return labels;
}

double calculate(std::string_view operation, double a, double b)
{
    if (std::isnan(a) || std::isnan(b))
        return none;
    switch (operation[0]) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return a / b;
    case '%': return std::fmod(a, b);
    case '^': return std::pow(a, b);
    case '=': return a == b ? a : none;
    case '!': return a != b ? a : none;
    case '<': return (operation == "<=" ? a <= b : a < b) ? a : none;
    default: return (operation == ">=" ? a >= b : a > b) ? a : none;
    }
}

bool isComparison(std::string_view operation)
{
    return operation[0] == '=' || operation[0] == '!' || operation[0] == '<' || operation[0] == '>';
}

double applyFunction(std::string_view name, double value)
{
    if (name == "abs")
        return std::abs(value);
    if (name == "ceil")
        return std::ceil(value);
    return name == "floor" ? std::floor(value) : std::floor(value + 0.5);
}

/// The group that a series goes to.
Labels groupOf(const SelfQueryNode &node, const Labels &labels)
{
    Labels group;
    for (const auto &[name, value] : labels) {
        const bool isNamed = std::find(node.labels.begin(), node.labels.end(), name) != node.labels.end();
        if (isNamed != node.isWithout && name != nameLabel)
            group.emplace(name, value);
    }
    return group;
}

/// Sums, counts and extremes of the series of one group at each time.
class Accumulator
{
public:
    explicit Accumulator(std::size_t count) : m_sum(count, none), m_count(count, 0), m_least(count, none), m_most(count, none) {}

    void add(const std::vector<double> &values)
    {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isnan(values[i]))
                continue;
            m_sum[i] = m_count[i] > 0 ? m_sum[i] + values[i] : values[i];
            m_least[i] = m_count[i] > 0 ? std::min(m_least[i], values[i]) : values[i];
            m_most[i] = m_count[i] > 0 ? std::max(m_most[i], values[i]) : values[i];
            ++m_count[i];
        }
    }

    [[nodiscard]] std::vector<double> values(std::string_view name) const
    {
        if (name == "sum")
            return m_sum;
        if (name == "min")
            return m_least;
        if (name == "max")
            return m_most;
        std::vector<double> result(m_sum.size(), none);
        for (std::size_t i = 0; i < result.size(); ++i) {
            if (m_count[i] > 0)
                result[i] = name == "avg" ? m_sum[i] / m_count[i] : m_count[i];
        }
        return result;
    }

private:
    std::vector<double> m_sum;
    std::vector<int> m_count;
    std::vector<double> m_least, m_most;
};

class Evaluator
{
public:
    Evaluator(const std::vector<SelfMetricsStore::Sample> &samples, const TimeGrid &grid) : m_samples(samples), m_grid(grid) {}

    Result<GridSet> run(const SelfQueryNode &node) const
    {
        switch (node.kind) {
        case SelfQueryNode::Kind::Number: return GridSet{{{}, std::vector<double>(m_grid.count, node.number), true}};
        case SelfQueryNode::Kind::Selector: return selector(node);
        case SelfQueryNode::Kind::Function: return isWindowFunction(node.name) ? overWindows(node) : overValues(node);
        case SelfQueryNode::Kind::Aggregate: return aggregate(node);
        case SelfQueryNode::Kind::Binary: return binary(node);
        }
        return GridSet{};
    }

private:
    Result<std::vector<StoredSeries>> stored(const SelfQueryNode &node) const
    {
        auto series = selectSeries(node, m_samples);
        if (series && series->size() * m_grid.count > mostCells)
            return fail(ErrorCode::TooLarge, u"%1 series at %2 times: at most %3 points are calculated"_s.arg(series->size()).arg(m_grid.count).arg(mostCells));
        return series;
    }

    Result<GridSet> selector(const SelfQueryNode &node) const
    {
        if (node.windowMs > 0)
            return fail(ErrorCode::InvalidInput, u"a selector with a window needs a function such as rate around it"_s);
        const auto series = stored(node);
        if (!series)
            return tl::unexpected(series.error());
        GridSet set;
        for (const StoredSeries &one : *series) {
            std::vector<double> values(m_grid.count, none);
            std::size_t next = 0;
            for (std::size_t i = 0; i < m_grid.count; ++i) {
                while (next < one.times.size() && one.times[next] <= m_grid.at(i))
                    ++next;
                if (next > 0 && one.times[next - 1] > m_grid.at(i) - sampleLifeMs)
                    values[i] = one.values[next - 1];
            }
            set.push_back({one.labels, std::move(values), false});
        }
        return set;
    }

    Result<GridSet> overWindows(const SelfQueryNode &node) const
    {
        const SelfQueryNode &argument = *node.arguments.front();
        const auto series = stored(argument);
        if (!series)
            return tl::unexpected(series.error());
        GridSet set;
        for (const StoredSeries &one : *series) {
            std::vector<double> values(m_grid.count, none);
            std::size_t first = 0, next = 0;
            for (std::size_t i = 0; i < m_grid.count; ++i) {
                while (next < one.times.size() && one.times[next] <= m_grid.at(i))
                    ++next;
                while (first < next && one.times[first] <= m_grid.at(i) - argument.windowMs)
                    ++first;
                const std::size_t count = next - first;
                values[i] = windowFunction(node.name, {std::span(one.times).subspan(first, count), std::span(one.values).subspan(first, count),
                                                       m_grid.at(i), argument.windowMs});
            }
            set.push_back({withoutName(one.labels), std::move(values), false});
        }
        return set;
    }

    Result<GridSet> overValues(const SelfQueryNode &node) const
    {
        auto set = run(*node.arguments.front());
        if (!set)
            return set;
        for (GridSeries &series : *set) {
            series.labels = withoutName(std::move(series.labels));
            for (double &value : series.values)
                value = applyFunction(node.name, value);
        }
        return set;
    }

    Result<GridSet> aggregate(const SelfQueryNode &node) const
    {
        const auto set = run(*node.arguments.front());
        if (!set)
            return set;
        std::map<Labels, Accumulator> groups;
        for (const GridSeries &series : *set) {
            if (series.isScalar)
                return fail(ErrorCode::InvalidInput, u"%1 needs series, not a number"_s.arg(fromUtf8(node.name)));
            groups.try_emplace(groupOf(node, series.labels), m_grid.count).first->second.add(series.values);
        }
        GridSet result;
        for (const auto &[labels, group] : groups)
            result.push_back({labels, group.values(node.name), false});
        return result;
    }

    Result<GridSet> binary(const SelfQueryNode &node) const
    {
        auto left = run(*node.arguments[0]);
        auto right = run(*node.arguments[1]);
        if (!left || !right)
            return left ? right : left;
        const bool isLeftScalar = left->size() == 1 && left->front().isScalar;
        const bool isRightScalar = right->size() == 1 && right->front().isScalar;
        if (isLeftScalar || isRightScalar)
            return withScalar(node.name, std::move(*left), std::move(*right), isLeftScalar, isRightScalar);
        std::map<Labels, const GridSeries *> byLabels;
        for (const GridSeries &series : *right)
            byLabels.emplace(withoutName(series.labels), &series);
        GridSet result;
        for (GridSeries &series : *left) {
            const auto other = byLabels.find(withoutName(series.labels));
            if (other != byLabels.end())
                result.push_back(combined(node.name, series, *other->second, true));
        }
        return result;
    }

    /// Comparisons keep the value of the series, whichever side it stands on.
    static GridSet withScalar(std::string_view operation, GridSet left, GridSet right, bool isLeftScalar, bool isRightScalar)
    {
        GridSet result;
        if (isRightScalar) {
            for (const GridSeries &series : left)
                result.push_back(combined(operation, series, right.front(), true));
        } else {
            for (const GridSeries &series : right)
                result.push_back(combined(operation, left.front(), series, false));
        }
        for (GridSeries &series : result)
            series.isScalar = isLeftScalar && isRightScalar;
        return result;
    }

    static GridSeries combined(std::string_view operation, const GridSeries &left, const GridSeries &right, bool keepsLeft)
    {
        GridSeries result = keepsLeft ? left : right;
        if (!isComparison(operation))
            result.labels = withoutName(std::move(result.labels));
        for (std::size_t i = 0; i < result.values.size(); ++i) {
            const double value = calculate(operation, left.values[i], right.values[i]);
            const bool keepsRight = isComparison(operation) && !keepsLeft && !std::isnan(value);
            result.values[i] = keepsRight ? right.values[i] : value;
        }
        return result;
    }

    const std::vector<SelfMetricsStore::Sample> &m_samples;
    const TimeGrid &m_grid;
};

} // namespace

Result<std::vector<StoredSeries>> selectSeries(const SelfQueryNode &node, const std::vector<SelfMetricsStore::Sample> &samples)
{
    const auto matchers = matchersOf(node);
    if (!matchers)
        return tl::unexpected(matchers.error());
    std::vector<StoredSeries> series;
    // Per node of the cluster: which figure goes to which series. Labels are matched once, not per sample.
    std::unordered_map<std::string_view, std::vector<std::pair<int, std::size_t>>> wanted;
    for (const auto &sample : samples) {
        auto [entry, isNew] = wanted.try_emplace(sample.node);
        if (isNew) {
            for (const Figure &figure : figures()) {
                Labels labels = labelsOf(figure, sample.node);
                const bool isNamed = node.name.empty() || figure.name == node.name;
                if (!isNamed || !std::all_of(matchers->begin(), matchers->end(), [&](const Matcher &matcher) { return matcher.accepts(labels); }))
                    continue;
                entry->second.emplace_back(figure.id, series.size());
                series.push_back({std::move(labels), {}, {}});
            }
        }
        for (const auto &[id, index] : entry->second) {
            if (const auto value = figureIn(sample.figures, id)) {
                series[index].times.push_back(sample.at);
                series[index].values.push_back(*value);
            }
        }
    }
    std::erase_if(series, [](const StoredSeries &one) { return one.times.empty(); });
    return series;
}

Result<std::vector<GridSeries>> evaluateSelfQuery(const SelfQueryNode &node, const std::vector<SelfMetricsStore::Sample> &samples, const TimeGrid &grid)
{
    return Evaluator(samples, grid).run(node);
}

} // namespace mdash
