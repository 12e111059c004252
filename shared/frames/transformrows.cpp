#include "frames/fieldnames.h"
#include "frames/transformcontext.h"

#include "base/regex.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_map>

namespace mdash {
namespace {

std::optional<double> numberIn(const JsonValue &json, const TransformContext &context)
{
    if (json.isNumber())
        return json.number();
    const std::string text = context.replaced(json);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return text.empty() || error != std::errc{} || end != text.data() + text.size() ? std::nullopt
                                                                                    : std::optional(number);
}

/// Less, equal or greater; what is missing is the least.
int compare(const Column &column, std::size_t a, std::size_t b)
{
    if (column.isNull(a) || column.isNull(b))
        return (column.isNull(a) ? 0 : 1) - (column.isNull(b) ? 0 : 1);
    if (column.type() == FieldType::String) {
        const int order = column.strings()[a].compare(column.strings()[b]);
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    }
    const double left = column.asNumber(a).value_or(0);
    const double right = column.asNumber(b).value_or(0);
    return left < right ? -1 : left > right ? 1 : 0;
}

std::optional<std::size_t> fieldNamed(const Frame &frame, const std::vector<std::string> &names,
                                      const std::string &name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name || frame.fields[i].name == name)
            return i;
    }
    return std::nullopt;
}

/// One condition of filterByValue.
class Condition
{
public:
    static Result<Condition> read(const JsonValue &json, const TransformContext &context)
    {
        Condition condition;
        condition.m_field = context.replaced(json["fieldName"]);
        condition.m_id = json["config"]["id"].string();
        const JsonValue options = json["config"]["options"];
        const JsonValue value = options["value"];
        condition.m_text = value.isString() ? context.replaced(value) : value.isNull() ? std::string() : value.json();
        condition.m_number = numberIn(value, context);
        condition.m_from = numberIn(options["from"], context).value_or(-std::numeric_limits<double>::infinity());
        condition.m_to = numberIn(options["to"], context).value_or(std::numeric_limits<double>::infinity());
        if (condition.m_id == "regex") {
            auto regex = Regex::compile(condition.m_text);
            if (!regex)
                return tl::unexpected(regex.error());
            condition.m_regex = *std::move(regex);
        }
        return condition;
    }

    [[nodiscard]] const std::string &field() const { return m_field; }

    [[nodiscard]] bool holds(const Column &column, std::size_t row) const
    {
        const bool isNull = column.isNull(row);
        if (m_id == "isNull" || m_id == "isNotNull")
            return isNull == (m_id == "isNull");
        const std::string word = wordOf(column, row);
        if (m_id == "regex")
            return !isNull && m_regex->matches(word);
        if (m_id == "substring" || m_id == "notSubstring")
            return (m_text.empty() || lower(word).find(lower(m_text)) != std::string::npos) == (m_id == "substring");
        if (m_id == "equal" || m_id == "notEqual")
            return equals(column, row, word) == (m_id == "equal");
        const auto number = column.asNumber(row);
        return number && ordered(*number);
    }

private:
    static std::string lower(std::string text)
    {
        std::ranges::transform(text, text.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return text;
    }

    [[nodiscard]] bool equals(const Column &column, std::size_t row, const std::string &word) const
    {
        const auto number = column.asNumber(row);
        return number && m_number ? *number == *m_number : word == m_text;
    }

    [[nodiscard]] bool ordered(double number) const
    {
        if (m_id == "range" || m_id == "between")
            return number > m_from && number < m_to;
        if (!m_number)
            return false;
        return (m_id == "greater" && number > *m_number) || (m_id == "greaterOrEqual" && number >= *m_number) ||
               (m_id == "lower" && number < *m_number) || (m_id == "lowerOrEqual" && number <= *m_number);
    }

    std::string m_field;
    std::string m_id;
    std::string m_text;
    std::optional<double> m_number;
    double m_from = 0;
    double m_to = 0;
    std::optional<Regex> m_regex;
};

/// What groupBy does with one field.
struct Aggregation
{
    std::size_t field;
    std::vector<std::string> reducers; // empty: the field is a key
};

std::vector<Aggregation> aggregationsOf(const std::vector<std::string> &names, const Frame &frame,
                                        const JsonValue &fields)
{
    std::vector<Aggregation> found;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const JsonValue own = fields[names[i]].exists() ? fields[names[i]] : fields[frame.fields[i].name];
        Aggregation aggregation{i, {}};
        for (const JsonValue &reducer : own["aggregations"].elements()) {
            if (isReducer(reducer.string()))
                aggregation.reducers.emplace_back(reducer.string());
        }
        const bool isKey = own["operation"].string() == "groupby";
        if (isKey)
            aggregation.reducers.clear();
        if (isKey || (own["operation"].string() == "aggregate" && !aggregation.reducers.empty()))
            found.push_back(std::move(aggregation));
    }
    return found;
}

std::vector<std::vector<std::size_t>> groupedRows(const Frame &frame, const std::vector<Aggregation> &aggregations)
{
    std::vector<std::vector<std::size_t>> groups;
    std::unordered_map<std::string, std::size_t> known;
    for (std::size_t row = 0; row < frame.rows(); ++row) {
        std::string key;
        for (const Aggregation &one : aggregations) {
            if (one.reducers.empty())
                key += keyOf(frame.fields[one.field].values, row) + '\x1f';
        }
        const auto [found, isNew] = known.emplace(std::move(key), groups.size());
        if (isNew)
            groups.emplace_back();
        groups[found->second].push_back(row);
    }
    return groups;
}

Frame groupedFrame(const Frame &frame, const std::vector<std::string> &names,
                   const std::vector<Aggregation> &aggregations)
{
    const std::vector<std::vector<std::size_t>> groups = groupedRows(frame, aggregations);
    Frame result{frame.name, frame.refId, {}, {}};
    for (const Aggregation &one : aggregations) {
        if (!one.reducers.empty())
            continue;
        std::vector<std::size_t> firsts;
        for (const std::vector<std::size_t> &rows : groups)
            firsts.push_back(rows.front());
        Field key = plainField(names[one.field], frame.fields[one.field].values.selected(firsts));
        key.config.unit = frame.fields[one.field].config.unit;
        result.fields.push_back(std::move(key));
    }
    for (const Aggregation &one : aggregations) {
        std::vector<std::vector<Reduced>> values(one.reducers.size());
        for (const std::vector<std::size_t> &rows : groups) {
            const Column part = frame.fields[one.field].values.selected(rows);
            Reduction reduction(part);
            for (std::size_t i = 0; i < one.reducers.size(); ++i)
                values[i].push_back(reduction.value(one.reducers[i]));
        }
        for (std::size_t i = 0; i < one.reducers.size(); ++i) {
            const bool keepsType =
                frame.fields[one.field].type() == FieldType::Time && !one.reducers[i].ends_with("ount");
            Field field = plainField(names[one.field] + " (" + one.reducers[i] + ")",
                                     columnOf(values[i], keepsType ? FieldType::Time : FieldType::Number));
            field.config.unit = frame.fields[one.field].config.unit;
            result.fields.push_back(std::move(field));
        }
    }
    return result;
}

} // namespace

Result<Frames> sortBy(Frames frames, const TransformContext &context)
{
    const auto names = fieldDisplayNames(frames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        std::vector<std::pair<std::size_t, bool>> keys;
        for (const JsonValue &json : context.options["sort"].elements()) {
            if (const auto field = fieldNamed(frames[i], names[i], context.replaced(json["field"])))
                keys.emplace_back(*field, json["desc"].boolean());
        }
        if (keys.empty())
            continue;
        std::vector<std::size_t> order(frames[i].rows());
        std::iota(order.begin(), order.end(), std::size_t(0));
        std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
            for (const auto &[field, desc] : keys) {
                if (const int way = compare(frames[i].fields[field].values, a, b))
                    return desc ? way > 0 : way < 0;
            }
            return false;
        });
        frames[i] = withRows(frames[i], order);
    }
    return frames;
}

Result<Frames> limitRows(Frames frames, const TransformContext &context)
{
    const double asked = numberIn(context.options["limitField"], context).value_or(10);
    for (Frame &frame : frames) {
        const auto rows = frame.rows();
        const auto count = static_cast<std::size_t>(std::clamp(std::abs(asked), 0.0, static_cast<double>(rows)));
        if (count == rows)
            continue;
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), asked < 0 ? rows - count : std::size_t(0));
        frame = withRows(frame, order);
    }
    return frames;
}

Result<Frames> filterByValue(Frames frames, const TransformContext &context)
{
    std::vector<Condition> conditions;
    for (const JsonValue &json : context.options["filters"].elements()) {
        auto condition = Condition::read(json, context);
        if (!condition)
            return tl::unexpected(condition.error());
        conditions.push_back(*std::move(condition));
    }
    if (conditions.empty())
        return frames;
    const bool includes = context.text("type", "include") != "exclude";
    const bool all = context.text("match", "any") == "all";
    const auto names = fieldDisplayNames(frames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        std::vector<std::size_t> kept;
        for (std::size_t row = 0; row < frames[i].rows(); ++row) {
            std::size_t holding = 0;
            std::size_t asked = 0;
            for (const Condition &condition : conditions) {
                const auto field = fieldNamed(frames[i], names[i], condition.field());
                asked += field ? 1 : 0;
                holding += field && condition.holds(frames[i].fields[*field].values, row) ? 1 : 0;
            }
            if (asked == 0 || (all ? holding == asked : holding > 0) == includes)
                kept.push_back(row);
        }
        if (kept.size() < frames[i].rows())
            frames[i] = withRows(frames[i], kept);
    }
    return frames;
}

Result<Frames> groupBy(Frames frames, const TransformContext &context)
{
    const auto names = fieldDisplayNames(frames);
    Frames grouped;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const std::vector<Aggregation> aggregations = aggregationsOf(names[i], frames[i], context.options["fields"]);
        const bool hasKey =
            std::ranges::any_of(aggregations, [](const Aggregation &one) { return one.reducers.empty(); });
        if (hasKey)
            grouped.push_back(groupedFrame(frames[i], names[i], aggregations));
    }
    return grouped.empty() ? frames : grouped;
}

} // namespace mdash
