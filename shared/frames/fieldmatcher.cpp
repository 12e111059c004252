#include "frames/fieldmatcher.h"

#include "frames/reducers.h"

#include <algorithm>

namespace mdash {
namespace {

std::string_view typeName(FieldType type)
{
    switch (type) {
    case FieldType::Time:
        return "time";
    case FieldType::Number:
        return "number";
    case FieldType::String:
        return "string";
    case FieldType::Boolean:
        break;
    }
    return "boolean";
}

bool contains(const std::vector<std::string> &names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

} // namespace

std::optional<FieldMatcher> FieldMatcher::read(const JsonValue &json, std::string &error)
{
    const std::string_view id = json["id"].string();
    const JsonValue options = json["options"];
    FieldMatcher matcher;
    const auto named = [&](Kind kind, std::string_view name) {
        matcher.m_kind = kind;
        matcher.m_names = {std::string(name)};
    };
    if (id == "byName") {
        named(Kind::Name, options.isObject() ? options["name"].string() : options.string());
    } else if (id == "byRegexp" || id == "byRegexpOrNames") {
        const auto regex = Regex::fromDashboard(options.isObject() ? options["pattern"].string() : options.string());
        if (!regex)
            error = regex.error().detail.toStdString();
        else
            matcher.m_kind = Kind::Pattern, matcher.m_regex = *regex;
    } else if (id == "byNames") {
        matcher.m_kind = options["mode"].string() == "exclude" ? Kind::NotNames : Kind::Names;
        for (const JsonValue &name : (options.isArray() ? options : options["names"]).elements())
            matcher.m_names.emplace_back(name.string());
    } else if (id == "byType" || id == "byTypes") {
        named(Kind::Type, options.string());
        for (const JsonValue &type : options.elements())
            matcher.m_names.emplace_back(type.string());
    } else if (id == "byFrameRefID") {
        named(Kind::RefId, options.string());
    } else if (id == "numeric" || id == "time") {
        named(Kind::Type, id == "time" ? "time" : "number");
    } else if (id == "first" || id == "firstTimeField") {
        matcher.m_kind = id == "first" ? Kind::First : Kind::FirstTime;
    } else if (id == "byValue") {
        matcher.m_kind = Kind::Value;
        matcher.m_reducer = options["reducer"].string("last");
        matcher.m_operator = options["op"].string("==");
        matcher.m_value = options["value"].number();
    } else {
        return std::nullopt;
    }
    return matcher;
}

bool FieldMatcher::matches(const Frame &frame, std::size_t index, const std::string &name) const
{
    const Field &field = frame.fields[index];
    switch (m_kind) {
    case Kind::Name:
        return name == m_names.front() || field.name == m_names.front();
    case Kind::Names:
        return contains(m_names, name) || contains(m_names, field.name);
    case Kind::NotNames:
        return field.type() != FieldType::Time && !contains(m_names, name);
    case Kind::Pattern:
        return m_regex->matches(name);
    case Kind::Type:
        return contains(m_names, typeName(field.type()));
    case Kind::RefId:
        return frame.refId == m_names.front();
    case Kind::Value:
        return matchesValue(field.values);
    case Kind::First:
        return index == 0;
    case Kind::FirstTime:
        return field.type() == FieldType::Time &&
               std::none_of(frame.fields.begin(), frame.fields.begin() + static_cast<std::ptrdiff_t>(index),
                            [](const Field &before) { return before.type() == FieldType::Time; });
    case Kind::Nothing:
        break;
    }
    return false;
}

bool FieldMatcher::matchesValue(const Column &column) const
{
    if (column.type() != FieldType::Number)
        return false;
    const auto number = Reduction(column).number(m_reducer);
    if (!number) // "all values are null" and the like reduce to nothing
        return false;
    if (m_operator == ">" || m_operator == "gt")
        return *number > m_value;
    if (m_operator == ">=" || m_operator == "gte")
        return *number >= m_value;
    if (m_operator == "<" || m_operator == "lt")
        return *number < m_value;
    if (m_operator == "<=" || m_operator == "lte")
        return *number <= m_value;
    if (m_operator == "!=" || m_operator == "neq")
        return *number != m_value;
    return *number == m_value;
}

} // namespace mdash
