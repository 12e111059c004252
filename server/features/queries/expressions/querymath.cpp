#include "features/queries/expressions/querymath.h"

#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t mostPairs = 1'000'000;
constexpr std::size_t mostPoints = 5'000'000;

Maybe calculate(std::string_view operation, const Maybe &left, const Maybe &right)
{
    if (!left || !right)
        return std::nullopt;
    const double a = *left, b = *right;
    if (operation == "||" && a != 0)
        return 1;
    if (operation == "&&" && a == 0)
        return 0;
    if (std::isnan(a) || std::isnan(b))
        return notANumber;
    const auto truth = [](bool value) { return value ? 1.0 : 0.0; };
    switch (operation[0]) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return operation == "**" ? std::pow(a, b) : a * b;
    case '/': return a / b;
    case '%': return std::fmod(a, b);
    case '=': return truth(a == b);
    case '!': return truth(a != b);
    case '<': return truth(operation == "<=" ? a <= b : a < b);
    case '>': return truth(operation == ">=" ? a >= b : a > b);
    case '|': return truth(b != 0);
    case '&': return truth(b != 0);
    default: return std::nullopt;
    }
}

Maybe applyFunction(std::string_view name, const Maybe &value)
{
    if (name == "is_null")
        return value ? 0 : 1;
    if (name == "is_nan")
        return value && std::isnan(*value) ? 1 : 0;
    if (name == "is_inf")
        return value && std::isinf(*value) ? 1 : 0;
    if (name == "is_number")
        return value && std::isfinite(*value) ? 1 : 0;
    if (!value)
        return std::nullopt;
    if (name == "-")
        return -*value;
    if (name == "!")
        return std::isnan(*value) ? notANumber : (*value == 0 ? 1.0 : 0.0);
    if (name == "abs")
        return std::abs(*value);
    if (name == "log")
        return std::log(*value);
    if (name == "round")
        return std::round(*value);
    if (name == "ceil")
        return std::ceil(*value);
    return std::floor(*value);
}

template<class Change>
MathValue mapped(MathValue value, Change change)
{
    if (auto *series = std::get_if<Series>(&value)) {
        for (Maybe &point : series->values)
            point = change(point);
    } else if (auto *number = std::get_if<Number>(&value)) {
        number->value = change(number->value);
    } else if (auto *scalar = std::get_if<Scalar>(&value)) {
        scalar->value = change(scalar->value);
    }
    return value;
}

Maybe singleValue(const MathValue &value)
{
    if (const auto *number = std::get_if<Number>(&value))
        return number->value;
    if (const auto *scalar = std::get_if<Scalar>(&value))
        return scalar->value;
    return std::nullopt;
}

/// Points whose times are in both.
Series joined(std::string_view operation, const Series &a, const Series &b)
{
    Series result;
    if (a.times == b.times) { // the usual case: both from one grid
        result.times = a.times;
        result.values.reserve(a.values.size());
        for (std::size_t row = 0; row < a.values.size(); ++row)
            result.values.push_back(calculate(operation, a.values[row], b.values[row]));
        return result;
    }
    std::map<std::int64_t, std::size_t> rowOfB;
    for (std::size_t row = 0; row < b.times.size(); ++row)
        rowOfB.emplace(b.times[row], row);
    for (std::size_t row = 0; row < a.times.size(); ++row) {
        const auto found = rowOfB.find(a.times[row]);
        if (found == rowOfB.end())
            continue;
        result.times.push_back(a.times[row]);
        result.values.push_back(calculate(operation, a.values[row], b.values[found->second]));
    }
    return result;
}

MathValue combine(std::string_view operation, const MathValue &a, const MathValue &b, const Labels &labels)
{
    const auto *seriesA = std::get_if<Series>(&a);
    const auto *seriesB = std::get_if<Series>(&b);
    if (std::holds_alternative<NoData>(a) || std::holds_alternative<NoData>(b))
        return NoData{};
    if (seriesA && seriesB) {
        Series result = joined(operation, *seriesA, *seriesB);
        result.labels = labels;
        return result;
    }
    if (seriesA || seriesB) {
        Series result = seriesA ? *seriesA : *seriesB;
        const Maybe other = singleValue(seriesA ? b : a);
        for (Maybe &value : result.values)
            value = seriesA ? calculate(operation, value, other) : calculate(operation, other, value);
        result.labels = labels;
        return result;
    }
    const Maybe value = calculate(operation, singleValue(a), singleValue(b));
    if (std::holds_alternative<Scalar>(a) && std::holds_alternative<Scalar>(b))
        return Scalar{value};
    return Number{labels, value};
}

bool contains(const Labels &large, const Labels &small)
{
    return std::includes(large.begin(), large.end(), small.begin(), small.end());
}

/// The labels of a combination, or nullptr if the two do not belong together.
const Labels *unionOf(const Labels &a, const Labels &b)
{
    if (b.empty() || a == b)
        return &a;
    if (a.empty())
        return &b;
    if (a.size() == b.size())
        return nullptr;
    if (contains(a, b))
        return &a;
    return contains(b, a) ? &b : nullptr;
}

std::size_t pointsOf(const MathValue &value)
{
    const auto *series = std::get_if<Series>(&value);
    return series ? series->values.size() : 1;
}

class Evaluator
{
public:
    explicit Evaluator(const std::map<std::string, ValueSet> &variables) : m_variables(variables) {}

    Result<std::vector<MathValue>> run(const MathNode &node) const
    {
        switch (node.kind) {
        case MathNode::Kind::Constant: return std::vector<MathValue>{Scalar{node.number}};
        case MathNode::Kind::Variable: return m_variables.at(node.name).values;
        case MathNode::Kind::Binary: return binary(node);
        case MathNode::Kind::Function:
            if (node.arguments.empty())
                return std::vector<MathValue>{Scalar{constantOf(node.name)}};
            break;
        case MathNode::Kind::Unary: break;
        }
        auto values = run(*node.arguments.front());
        if (values) {
            for (MathValue &value : *values)
                value = mapped(std::move(value), [&](const Maybe &point) { return applyFunction(node.name, point); });
        }
        return values;
    }

private:
    static Maybe constantOf(std::string_view name)
    {
        if (name == "nan")
            return notANumber;
        if (name == "null")
            return std::nullopt;
        return name == "inf" ? infinity : -infinity;
    }

    Result<std::vector<MathValue>> binary(const MathNode &node) const
    {
        auto left = run(*node.arguments[0]);
        auto right = run(*node.arguments[1]);
        if (!left || !right)
            return left ? right : left;
        if (left->size() * right->size() > mostPairs)
            return fail(ErrorCode::TooLarge, u"%1 and %2 series cannot be combined: at most %3 pairs are tried"_s.arg(left->size())
                                                 .arg(right->size())
                                                 .arg(mostPairs));
        std::vector<MathValue> results;
        std::size_t points = 0;
        for (const MathValue &a : *left) {
            for (const MathValue &b : *right) {
                const Labels *labels = unionOf(labelsOf(a), labelsOf(b));
                if (!labels)
                    continue;
                results.push_back(combine(node.name, a, b, *labels));
                points += pointsOf(results.back());
                if (points > mostPoints)
                    return fail(ErrorCode::TooLarge, u"the result has more than %1 points"_s.arg(mostPoints));
            }
        }
        if (results.empty() && left->size() == 1 && right->size() == 1)
            results.push_back(combine(node.name, left->front(), right->front(), {}));
        return results;
    }

    const std::map<std::string, ValueSet> &m_variables;
};

Maybe compare(std::string_view kind, const Maybe &value, const std::vector<double> &limits)
{
    if (!value)
        return std::nullopt;
    if (std::isnan(*value))
        return notANumber;
    const double v = *value, low = limits[0], high = limits.size() > 1 ? limits[1] : limits[0];
    const bool isMet = kind == "gt"                        ? v > low
                       : kind == "lt"                      ? v < low
                       : kind == "eq"                      ? v == low
                       : kind == "ne"                      ? v != low
                       : kind == "gte"                     ? v >= low
                       : kind == "lte"                     ? v <= low
                       : kind == "within_range"            ? v > low && v < high
                       : kind == "within_range_included"   ? v >= low && v <= high
                       : kind == "outside_range"           ? v < low || v > high
                                                           : v <= low || v >= high;
    return isMet ? 1 : 0;
}

} // namespace

Result<ValueSet> evaluateMath(const MathExpression &expression, const std::map<std::string, ValueSet> &variables)
{
    auto values = Evaluator(variables).run(*expression.root);
    if (!values)
        return tl::unexpected(values.error());
    return ValueSet{std::move(*values), {}, {}};
}

std::size_t thresholdLimits(std::string_view kind)
{
    for (const std::string_view one : {"gt", "lt", "eq", "ne", "gte", "lte"}) {
        if (kind == one)
            return 1;
    }
    for (const std::string_view two : {"within_range", "outside_range", "within_range_included", "outside_range_included"}) {
        if (kind == two)
            return 2;
    }
    return 0;
}

ValueSet threshold(const ValueSet &set, const std::string &kind, const std::vector<double> &limits)
{
    ValueSet result;
    for (const MathValue &value : set.values)
        result.values.push_back(mapped(value, [&](const Maybe &point) { return compare(kind, point, limits); }));
    return result;
}

} // namespace mdash
