#include "frames/fieldmatcher.h"
#include "frames/fieldnames.h"
#include "frames/numbertext.h"
#include "frames/transformcontext.h"

#include "base/regex.h"
#include "base/timerange.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <set>

namespace mdash {
namespace {

/// Which fields filterFieldsByName is about: by their names, an expression, or both.
class NameFilter
{
public:
    static Result<NameFilter> read(const JsonValue &json, const TransformContext &context)
    {
        NameFilter filter;
        if (json.isNull())
            return filter;
        filter.m_active = true;
        for (const JsonValue &name : (json.isArray() ? json : json["names"]).elements())
            filter.m_names.insert(context.replaced(name));
        const JsonValue matcherOptions = json["options"].isString() ? json["options"] : json["pattern"];
        std::string pattern = context.replaced(json.isString() ? json : matcherOptions);
        if (json["variable"].isString()) { // `$names`: values of a variable, separated by commas, in braces or not
            std::string values = context.replaced(json["variable"]);
            filter.addList(values);
        }
        if (!pattern.empty()) {
            auto regex = Regex::fromDashboard(pattern);
            if (!regex)
                return tl::unexpected(regex.error());
            filter.m_regex = *std::move(regex);
        }
        filter.m_active = filter.m_regex || !filter.m_names.empty();
        return filter;
    }

    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] bool matches(const std::string &name) const
    {
        return m_names.contains(name) || (m_regex && m_regex->matches(name));
    }

private:
    void addList(std::string_view values)
    {
        if (values.starts_with('{') && values.ends_with('}'))
            values = values.substr(1, values.size() - 2);
        while (!values.empty()) {
            const std::size_t comma = std::min(values.find(','), values.size());
            m_names.emplace(values.substr(0, comma));
            values.remove_prefix(std::min(comma + 1, values.size()));
        }
    }

    bool m_active = false;
    std::set<std::string> m_names;
    std::optional<Regex> m_regex;
};

void keepFields(Frame &frame, const std::vector<std::string> &names,
                const std::function<bool(const std::string &)> &keep)
{
    std::vector<Field> kept;
    for (std::size_t i = 0; i < frame.fields.size(); ++i) {
        if (keep(names[i]))
            kept.push_back(std::move(frame.fields[i]));
    }
    frame.fields = std::move(kept);
}

void dropEmpty(Frames &frames)
{
    std::erase_if(frames, [](const Frame &frame) { return frame.fields.empty(); });
}

using NamedField = std::pair<std::string, Field>;

/// Puts the fields in the order that `indexByName` says; fields without an index come last, in their own order.
void orderFields(std::vector<NamedField> &fields, const JsonValue &indexByName)
{
    std::ranges::stable_sort(fields, {}, [&](const NamedField &field) {
        return indexByName[field.first].number(std::numeric_limits<double>::max());
    });
}

std::optional<double> numberOf(std::string_view text)
{
    double number = 0;
    const std::size_t first = text.find_first_not_of(" +");
    text = first == std::string_view::npos ? std::string_view() : text.substr(first);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return text.empty() || error != std::errc{} || end == text.data() ? std::nullopt : std::optional(number);
}

Column asNumbers(const Column &column)
{
    Column numbers(FieldType::Number);
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto number = column.type() == FieldType::String && !column.isNull(row) ? numberOf(column.strings()[row])
                                                                                      : column.asNumber(row);
        if (number)
            numbers.append(*number);
        else
            numbers.appendNull();
    }
    return numbers;
}

Column asTimes(const Column &column)
{
    Column times(FieldType::Time);
    for (std::size_t row = 0; row < column.size(); ++row) {
        std::optional<double> millis = column.asNumber(row);
        if (!millis && column.type() == FieldType::String && !column.isNull(row)) {
            if (const auto time = parseTime(column.strings()[row], TimePoint{}, QTimeZone::utc(), RoundTo::Start))
                millis = static_cast<double>(time->time_since_epoch().count());
        }
        if (millis && *millis > -9e15 && *millis < 9e15)
            times.append(static_cast<std::int64_t>(*millis));
        else
            times.appendNull();
    }
    return times;
}

Column asTexts(const Column &column)
{
    Column texts(FieldType::String);
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.isNull(row))
            texts.appendNull();
        else
            texts.append(wordOf(column, row));
    }
    return texts;
}

Column asTruths(const Column &column)
{
    Column truths(FieldType::Boolean);
    for (std::size_t row = 0; row < column.size(); ++row) {
        const std::string word = wordOf(column, row);
        if (column.isNull(row))
            truths.appendNull();
        else
            truths.append(!(word.empty() || word == "0" || word == "false" || word == "False" || word == "FALSE"));
    }
    return truths;
}

Column converted(const Column &column, std::string_view type)
{
    if (type == "number")
        return asNumbers(column);
    if (type == "time")
        return asTimes(column);
    if (type == "string")
        return asTexts(column);
    return type == "boolean" ? asTruths(column) : column;
}

} // namespace

Result<Frames> organize(Frames frames, const TransformContext &context)
{
    const JsonValue exclude = context.options["excludeByName"];
    const JsonValue include = context.options["includeByName"];
    const JsonValue rename = context.options["renameByName"];
    const bool onlyIncluded =
        std::ranges::any_of(include.members(), [](const JsonMember &member) { return member.value.boolean(); });
    const auto names = fieldDisplayNames(frames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        std::vector<NamedField> fields;
        for (std::size_t k = 0; k < names[i].size(); ++k) {
            const std::string &name = names[i][k];
            if (!exclude[name].boolean() && (!onlyIncluded || include[name].boolean()))
                fields.emplace_back(name, std::move(frames[i].fields[k]));
        }
        orderFields(fields, context.options["indexByName"]);
        frames[i].fields.clear();
        for (auto &[name, field] : fields) {
            if (std::string renamed = context.replaced(rename[name]); !renamed.empty())
                field.config.displayName = std::move(renamed);
            frames[i].fields.push_back(std::move(field));
        }
    }
    dropEmpty(frames);
    return frames;
}

Result<Frames> filterFieldsByName(Frames frames, const TransformContext &context)
{
    const auto include = NameFilter::read(context.options["include"], context);
    if (!include)
        return tl::unexpected(include.error());
    const auto exclude = NameFilter::read(context.options["exclude"], context);
    if (!exclude)
        return tl::unexpected(exclude.error());
    if (!include->isActive() && !exclude->isActive())
        return frames;
    const auto names = fieldDisplayNames(frames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        keepFields(frames[i], names[i], [&](const std::string &name) {
            return (!include->isActive() || include->matches(name)) && !exclude->matches(name);
        });
    }
    dropEmpty(frames);
    return frames;
}

Result<Frames> filterByRefId(Frames frames, const TransformContext &context)
{
    for (const bool keeps : {true, false}) {
        const std::string wanted = context.text(keeps ? "include" : "exclude");
        if (wanted.empty())
            continue;
        const auto regex = Regex::fromDashboard(wanted);
        if (!regex)
            return tl::unexpected(regex.error());
        std::erase_if(frames, [&](const Frame &frame) {
            return (frame.refId == wanted || regex->matches(frame.refId)) != keeps;
        });
    }
    return frames;
}

Result<Frames> renameByRegex(Frames frames, const TransformContext &context)
{
    const std::string pattern = context.text("regex");
    const std::string replacement = context.text("renamePattern");
    if (pattern.empty())
        return frames;
    const auto regex = Regex::fromDashboard(pattern);
    if (!regex)
        return tl::unexpected(regex.error());
    const auto names = fieldDisplayNames(frames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        for (std::size_t k = 0; k < frames[i].fields.size(); ++k) {
            std::string renamed = regex->replace(names[i][k], replacement);
            if (renamed != names[i][k])
                frames[i].fields[k].config.displayName = std::move(renamed);
        }
    }
    return frames;
}

Result<Frames> convertFieldType(Frames frames, const TransformContext &context)
{
    const auto names = fieldDisplayNames(frames);
    for (const JsonValue &conversion : context.options["conversions"].elements()) {
        const std::string target = context.replaced(conversion["targetField"]);
        const std::string_view type = conversion["destinationType"].string();
        for (std::size_t i = 0; i < frames.size(); ++i) {
            for (std::size_t k = 0; k < frames[i].fields.size(); ++k) {
                if (names[i][k] == target || frames[i].fields[k].name == target)
                    frames[i].fields[k].values = converted(frames[i].fields[k].values, type);
            }
        }
    }
    return frames;
}

} // namespace mdash
