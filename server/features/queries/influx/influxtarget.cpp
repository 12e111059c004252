#include "features/queries/influx/influxtarget.h"

#include "base/duration.h"
#include "base/utf8.h"

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

std::string quotedName(std::string_view name)
{
    if (name == "*" || (name.starts_with('/') && name.ends_with('/') && name.size() > 1))
        return std::string(name);
    std::string text = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + '"';
}

std::string quotedText(std::string_view value)
{
    std::string text = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + '\'';
}

/// A parameter, which editors keep as text or number.
std::string parameter(const JsonValue &value)
{
    return value.isString() ? std::string(value.string()) : value.json();
}

/// One selected column: a field, then functions around it.
std::string selectedColumn(const JsonValue &parts)
{
    std::string text;
    for (const JsonValue &part : parts.elements()) {
        const std::string_view type = part["type"].string();
        const auto parameters = part["params"].elements();
        const std::string first = parameters.empty() ? std::string() : parameter(parameters.front());
        if (type == "field") {
            text = quotedName(first);
        } else if (type == "math") {
            text += ' ' + first;
        } else if (type == "alias") {
            text += " AS " + quotedName(first);
        } else {
            std::string arguments = text;
            for (const JsonValue &extra : parameters)
                arguments += (arguments.empty() ? "" : ", ") + parameter(extra);
            text = std::string(type) + '(' + arguments + ')';
        }
    }
    return text;
}

bool isRegex(std::string_view value)
{
    return value.size() > 1 && value.starts_with('/') && value.ends_with('/');
}

std::string condition(const JsonValue &tag, bool isFirst)
{
    const std::string_view value = tag["value"].string();
    std::string operation(tag["operator"].string());
    if (operation.empty())
        operation = isRegex(value) ? "=~" : "=";
    const bool isText = operation == "=" || operation == "!=" || operation == "<>";
    std::string_view key = tag["key"].string();
    const auto suffix = key.find("::");
    std::string text = isFirst ? std::string() : std::string(tag["condition"].string("AND")) + ' ';
    text += quotedName(key.substr(0, suffix)) + (suffix == std::string_view::npos ? "" : std::string(key.substr(suffix)));
    return text + ' ' + operation + ' ' + (isText ? quotedText(value) : std::string(value));
}

std::string groupings(const JsonValue &parts)
{
    std::string text, fill;
    for (const JsonValue &part : parts.elements()) {
        const std::string_view type = part["type"].string();
        const auto parameters = part["params"].elements();
        const std::string first = parameters.empty() ? std::string() : parameter(parameters.front());
        if (type == "fill") {
            fill = " fill(" + first + ')';
            continue;
        }
        text += text.empty() ? "" : ", ";
        text += type == "time" ? "time(" + (first == "auto" ? "$__interval" : first) + ')' : quotedName(first.substr(0, first.find("::")));
    }
    return text.empty() ? std::string() : " GROUP BY " + text + fill;
}

bool continuesName(std::string_view rest)
{
    return !rest.empty() && (rest.front() == '_' || (rest.front() >= '0' && rest.front() <= '9') || (rest.front() >= 'a' && rest.front() <= 'z')
                             || (rest.front() >= 'A' && rest.front() <= 'Z'));
}

using Macros = std::vector<std::pair<std::string, std::string>>;

/// Replaces each name that stands as a whole word. Longer names come first.
std::string replaced(std::string_view text, const Macros &macros)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto found = std::find_if(macros.begin(), macros.end(), [&](const auto &macro) {
            return text.substr(at).starts_with(macro.first) && (macro.first.ends_with('}') || !continuesName(text.substr(at + macro.first.size())));
        });
        if (found == macros.end()) {
            result += text[at++];
        } else {
            result += found->second;
            at += found->first.size();
        }
    }
    return result;
}

Macros intervalMacros(Millis interval)
{
    const std::string millis = std::to_string(interval.count()), text = formatInterval(interval);
    return {{"$__interval_ms", millis}, {"${__interval_ms}", millis}, {"$__interval", text}, {"${__interval}", text}, {"$interval", text}};
}

std::string isoTime(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
}

} // namespace

InfluxOptions readInfluxOptions(const DataSourceSettings &source)
{
    InfluxOptions options;
    options.database = source.database;
    const auto document = JsonDocument::parse(source.jsonData);
    if (!document)
        return options;
    const JsonValue json = document->root();
    options.usesFlux = json["version"].string() == "Flux";
    options.usesPost = json["httpMode"].string() == "POST";
    if (const auto name = json["dbName"].string(); !name.empty())
        options.database = name;
    options.organization = json["organization"].string();
    options.defaultBucket = json["defaultBucket"].string();
    return options;
}

bool isFluxText(std::string_view text)
{
    return text.find("|>") != std::string_view::npos || text.find("buckets()") != std::string_view::npos;
}

std::string buildInfluxQuery(const JsonValue &model)
{
    std::string columns;
    for (const JsonValue &parts : model["select"].elements())
        columns += (columns.empty() ? "" : ", ") + selectedColumn(parts);
    const std::string_view policy = model["policy"].string();
    std::string text = "SELECT " + columns + " FROM ";
    if (!policy.empty() && policy != "default")
        text += quotedName(policy) + '.';
    text += quotedName(model["measurement"].string());
    std::string conditions;
    for (const JsonValue &tag : model["tags"].elements())
        conditions += (conditions.empty() ? "" : " ") + condition(tag, conditions.empty());
    text += " WHERE " + (conditions.empty() ? std::string() : '(' + conditions + ") AND ") + "$timeFilter" + groupings(model["groupBy"]);
    if (model["orderByTime"].string() == "DESC")
        text += " ORDER BY time DESC";
    for (const auto &[key, word] : {std::pair{"limit", " LIMIT "}, std::pair{"slimit", " SLIMIT "}}) {
        const std::string count = model[key].isNull() ? std::string() : parameter(model[key]);
        if (!count.empty())
            text += word + count;
    }
    if (const auto zone = model["tz"].string(); !zone.empty())
        text += " tz(" + quotedText(zone) + ')';
    return text;
}

std::string replaceInfluxMacros(std::string_view text, const TimeRange &range, Millis interval)
{
    const auto millis = [](TimePoint time) { return std::to_string(time.time_since_epoch().count()) + "ms"; };
    const std::string filter = "time >= " + millis(range.from) + " and time <= " + millis(range.to);
    Macros macros = intervalMacros(interval);
    macros.insert(macros.end(), {{"$__timeFilter", filter}, {"${timeFilter}", filter}, {"$timeFilter", filter}});
    return replaced(text, macros);
}

std::string replaceFluxMacros(std::string_view text, const TimeRange &range, Millis interval, const InfluxOptions &options)
{
    Macros macros = intervalMacros(interval);
    macros.insert(macros.end(), {{"v.timeRangeStart", isoTime(range.from)}, {"v.timeRangeStop", isoTime(range.to)},
                                 {"v.windowPeriod", std::to_string(interval.count()) + "ms"}, {"v.defaultBucket", '"' + options.defaultBucket + '"'},
                                 {"v.bucket", '"' + options.defaultBucket + '"'}, {"v.organization", '"' + options.organization + '"'}});
    return replaced(text, macros);
}

Result<InfluxTarget> readInfluxTarget(const DataQuery &query, const InfluxOptions &options)
{
    const auto document = JsonDocument::parse(query.model);
    if (!document)
        return tl::unexpected(document.error());
    const JsonValue model = document->root();
    InfluxTarget target;
    target.refId = query.refId;
    target.alias = model["alias"].string();
    target.isTable = model["resultFormat"].string() == "table" || model["resultFormat"].string() == "logs";
    const std::string_view raw = model["query"].string();
    target.isFlux = options.usesFlux || isFluxText(raw);
    const bool isBuilt = !target.isFlux && !model["rawQuery"].boolean() && model["select"].size() > 0 && !model["measurement"].string().empty();
    const std::string text = isBuilt ? buildInfluxQuery(model) : std::string(raw);
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::InvalidInput, u"Query %1: expected query text, or a measurement and what to select"_s.arg(fromUtf8(query.refId)));
    target.text = target.isFlux ? replaceFluxMacros(text, query.range, query.interval, options) : replaceInfluxMacros(text, query.range, query.interval);
    return target;
}

} // namespace mdash
