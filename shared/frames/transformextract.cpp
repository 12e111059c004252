#include "frames/fieldnames.h"
#include "frames/transformcontext.h"

#include "base/regex.h"

#include <algorithm>
#include <map>
#include <optional>

namespace mdash {
namespace {

/// The parts that one text gave: name and value.
using Parts = std::vector<std::pair<std::string, Reduced>>;

constexpr std::size_t mostParts = 200; // new columns a frame

Reduced valueOf(const JsonValue &json)
{
    if (json.isNumber())
        return json.number();
    if (json.isBool())
        return json.boolean();
    if (json.isNull())
        return {};
    return json.isString() ? std::string(json.string()) : json.json();
}

/// The member that a path such as `a.b[0].c` leads to.
JsonValue atPath(JsonValue json, std::string_view path)
{
    while (!path.empty()) {
        const std::size_t end = std::min(path.find_first_of(".["), path.size());
        if (end > 0)
            json = json[path.substr(0, end)];
        path.remove_prefix(end);
        if (path.starts_with('[')) {
            const std::size_t close = std::min(path.find(']'), path.size());
            const std::string index(path.substr(1, close - 1));
            const std::vector<JsonValue> elements = json.elements();
            const std::size_t place =
                index.find_first_not_of("0123456789") == std::string::npos && !index.empty() && index.size() < 9
                    ? std::stoul(index)
                    : elements.size();
            json = place < elements.size() ? elements[place] : JsonValue();
            path.remove_prefix(std::min(close + 1, path.size()));
        }
        if (path.starts_with('.'))
            path.remove_prefix(1);
    }
    return json;
}

Parts fromJson(const std::string &text, const JsonValue &paths)
{
    Parts parts;
    const auto document = JsonDocument::parse(text, {.bytes = 1u << 20, .depth = 64});
    if (!document)
        return parts;
    const std::vector<JsonValue> asked = paths.elements();
    for (const JsonValue &one : asked) {
        const std::string path(one["path"].string());
        if (!path.empty())
            parts.emplace_back(one["alias"].string().empty() ? path : std::string(one["alias"].string()),
                               valueOf(atPath(document->root(), path)));
    }
    if (asked.empty()) {
        for (const auto &[name, value] : document->root().members())
            parts.emplace_back(name, valueOf(value));
    }
    return parts;
}

/// `a=1 b="two words"`, also with commas, colons and semicolons.
Parts fromPairs(const std::string &text)
{
    static const auto pairs = Regex::compile(R"re(([^\s=:,;]+)[=:](?:"([^"]*)"|([^\s,;]*)))re");
    Parts parts;
    for (const RegexMatch &found : pairs->matchAll(text, mostParts))
        parts.emplace_back(found.group(1), std::string(found.groups[2] ? found.group(2) : found.group(3)));
    return parts;
}

Parts fromExpression(const std::string &text, const Regex &regex, const std::vector<std::string> &groups)
{
    Parts parts;
    const auto found = regex.match(text);
    for (const std::string &name : groups) {
        const auto number = regex.groupNamed(name);
        if (found && number)
            parts.emplace_back(name, std::string(found->group(*number)));
    }
    return parts;
}

/// The names of `(?<name>…)` in an expression.
std::vector<std::string> groupNames(const std::string &expression)
{
    static const auto group = Regex::compile(R"re(\(\?<([A-Za-z_]\w*)>)re");
    std::vector<std::string> names;
    for (const RegexMatch &found : group->matchAll(expression, mostParts))
        names.emplace_back(found.group(1));
    return names;
}

Parts partsOf(const std::string &text, const TransformContext &context, const std::optional<Regex> &regex,
              const std::vector<std::string> &groups)
{
    const std::string format = context.text("format", "auto");
    if (format == "regexp")
        return regex ? fromExpression(text, *regex, groups) : Parts{};
    if (format == "kvp")
        return fromPairs(text);
    Parts parts = fromJson(text, context.options["jsonPaths"]);
    return parts.empty() && format == "auto" ? fromPairs(text) : parts;
}

std::vector<Field> extracted(const Column &column, const TransformContext &context, const std::optional<Regex> &regex,
                             const std::vector<std::string> &groups)
{
    std::vector<std::string> order;
    std::map<std::string, std::vector<Reduced>> values;
    for (std::size_t row = 0; row < column.size(); ++row) {
        for (auto &[name, value] : partsOf(wordOf(column, row), context, regex, groups)) {
            if (!values.contains(name)) {
                if (order.size() == mostParts)
                    continue;
                order.push_back(name);
                values[name].resize(column.size());
            }
            values[name][row] = std::move(value);
        }
    }
    std::vector<Field> fields;
    for (const std::string &name : order)
        fields.push_back(plainField(name, columnOf(values[name])));
    return fields;
}

} // namespace

Result<Frames> extractFields(Frames frames, const TransformContext &context)
{
    const std::string source = context.text("source");
    std::optional<Regex> regex;
    std::vector<std::string> groups;
    if (const std::string expression = context.text("regExp"); !expression.empty()) {
        auto compiled = Regex::fromDashboard(expression);
        if (!compiled)
            return tl::unexpected(compiled.error());
        regex = *std::move(compiled);
        groups = groupNames(expression);
    }
    const auto names = fieldDisplayNames(frames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto found = std::ranges::find(names[i], source);
        if (found == names[i].end())
            continue;
        const Column column = frames[i].fields[static_cast<std::size_t>(found - names[i].begin())].values;
        std::vector<Field> fields = extracted(column, context, regex, groups);
        if (const auto fits = checkSize(column.size(), fields.size() + frames[i].fields.size()); !fits)
            return tl::unexpected(fits.error());
        if (context.options["replace"].boolean()) {
            const bool keepTime = context.options["keepTime"].boolean();
            std::erase_if(frames[i].fields,
                          [&](const Field &field) { return !keepTime || field.type() != FieldType::Time; });
        }
        frames[i].fields.insert(frames[i].fields.end(), std::make_move_iterator(fields.begin()),
                                std::make_move_iterator(fields.end()));
    }
    return frames;
}

} // namespace mdash
