#include "features/queries/expressions/classicconditions.h"

#include "base/utf8.h"

#include <charconv>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

const std::set<std::string_view> reducers{"avg", "min", "max", "sum", "count", "last", "median", "diff", "diff_abs",
                                          "percent_diff", "percent_diff_abs", "count_non_null"};

std::size_t limitsOf(std::string_view evaluator)
{
    if (evaluator == "gt" || evaluator == "lt")
        return 1;
    return evaluator == "within_range" || evaluator == "outside_range" ? 2 : 0;
}

bool fires(const ClassicConditions::Condition &condition, const Maybe &value)
{
    if (condition.evaluator == "no_value")
        return !value;
    if (!value)
        return false;
    const double v = *value;
    if (condition.evaluator == "gt")
        return v > condition.limits[0];
    if (condition.evaluator == "lt")
        return v < condition.limits[0];
    const double low = std::min(condition.limits[0], condition.limits[1]);
    const double high = std::max(condition.limits[0], condition.limits[1]);
    return condition.evaluator == "within_range" ? v > low && v < high : v < low || v > high;
}

std::string labelText(const Labels &labels)
{
    std::string text;
    for (const auto &[name, value] : labels)
        text += (text.empty() ? "" : ", ") + name + '=' + value;
    return text;
}

void writeMatch(JsonWriter &json, const std::string &metric, const Maybe &value, const Labels &labels)
{
    json.beginObject();
    if (value) {
        char buffer[32];
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, *value).ptr;
        json.member("value", std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
    } else {
        json.key("value").null();
    }
    json.member("metric", metric).key("labels");
    if (labels.empty()) {
        json.null();
    } else {
        json.beginObject();
        for (const auto &[name, text] : labels)
            json.member(name, text);
        json.endObject();
    }
    json.endObject();
}

struct Outcome
{
    bool isFiring = false;
    bool isNoData = false;
};

Outcome check(const ClassicConditions::Condition &condition, const ValueSet &set, JsonWriter &matches)
{
    Outcome outcome;
    std::size_t without = 0;
    for (const MathValue &value : set.values) {
        Maybe reduced;
        if (const auto *series = std::get_if<Series>(&value))
            reduced = reduceClassic(series->values, condition.reducer);
        else if (const auto *number = std::get_if<Number>(&value))
            reduced = number->value;
        without += reduced ? 0 : 1;
        if (!fires(condition, reduced))
            continue;
        outcome.isFiring = true;
        writeMatch(matches, labelText(labelsOf(value)), reduced, labelsOf(value));
    }
    outcome.isNoData = without == set.values.size() && condition.evaluator != "no_value";
    if (outcome.isNoData)
        writeMatch(matches, "NoData", std::nullopt, {});
    return outcome;
}

} // namespace

Result<ClassicConditions> readClassicConditions(const JsonValue &model)
{
    ClassicConditions result;
    for (const JsonValue &json : model["conditions"].elements()) {
        ClassicConditions::Condition condition;
        const auto params = json["query"]["params"].elements();
        condition.refId = params.empty() ? std::string_view{} : params.front().string();
        condition.reducer = json["reducer"]["type"].string("avg");
        condition.evaluator = json["evaluator"]["type"].string();
        condition.isOr = json["operator"]["type"].string() == "or";
        for (const JsonValue &limit : json["evaluator"]["params"].elements())
            condition.limits.push_back(limit.number());
        if (condition.refId.empty())
            return fail(ErrorCode::InvalidInput, u"conditions.query.params: expected the name of a query"_s);
        if (!reducers.contains(condition.reducer))
            return fail(ErrorCode::InvalidInput, u"reducer '%1' is not valid"_s.arg(fromUtf8(condition.reducer)));
        if (limitsOf(condition.evaluator) == 0 && condition.evaluator != "no_value")
            return fail(ErrorCode::InvalidInput, u"evaluator '%1' is not valid: expected gt, lt, within_range, outside_range or no_value"_s.arg(
                                                     fromUtf8(condition.evaluator)));
        if (condition.limits.size() < limitsOf(condition.evaluator))
            return fail(ErrorCode::InvalidInput, u"evaluator '%1' needs %2 numbers in params"_s.arg(fromUtf8(condition.evaluator))
                                                     .arg(limitsOf(condition.evaluator)));
        result.conditions.push_back(std::move(condition));
    }
    if (result.conditions.empty())
        return fail(ErrorCode::InvalidInput, u"conditions: expected at least one"_s);
    return result;
}

ValueSet evaluateClassic(const ClassicConditions &conditions, const std::map<std::string, ValueSet> &inputs)
{
    std::string custom;
    JsonWriter matches(custom);
    matches.beginArray();
    Outcome all;
    bool isFirst = true;
    for (const auto &condition : conditions.conditions) {
        const Outcome one = check(condition, inputs.at(condition.refId), matches);
        if (isFirst)
            all = one;
        else if (condition.isOr)
            all = {all.isFiring || one.isFiring, all.isNoData || one.isNoData};
        else
            all = {all.isFiring && one.isFiring, all.isNoData && one.isNoData};
        isFirst = false;
    }
    matches.endArray();
    const Maybe value = all.isNoData ? Maybe() : Maybe(all.isFiring ? 1 : 0);
    return {{Number{{}, value}}, {}, std::move(custom)};
}

Maybe reduceClassic(const std::vector<Maybe> &values, std::string_view reducer)
{
    std::vector<double> numbers;
    for (const Maybe &value : values) {
        if (value && !std::isnan(*value))
            numbers.push_back(*value);
    }
    if (reducer == "count")
        return static_cast<double>(values.size());
    if (numbers.empty())
        return std::nullopt;
    const auto count = static_cast<double>(numbers.size());
    double sum = 0;
    for (const double number : numbers)
        sum += number;
    const double first = numbers.front(), last = numbers.back();
    if (reducer == "sum")
        return sum;
    if (reducer == "avg")
        return sum / count;
    if (reducer == "count_non_null")
        return count;
    if (reducer == "last")
        return last;
    if (reducer == "min")
        return *std::min_element(numbers.begin(), numbers.end());
    if (reducer == "max")
        return *std::max_element(numbers.begin(), numbers.end());
    if (reducer == "diff" || reducer == "diff_abs")
        return reducer == "diff" ? last - first : std::abs(last - first);
    if (reducer == "percent_diff" || reducer == "percent_diff_abs") {
        const double percent = (last - first) / std::abs(first) * 100;
        return reducer == "percent_diff" ? percent : std::abs(percent);
    }
    std::sort(numbers.begin(), numbers.end());
    const std::size_t half = numbers.size() / 2;
    return numbers.size() % 2 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
}

} // namespace mdash
