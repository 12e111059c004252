#include "features/queries/influx/influxanswer.h"

#include "base/utf8.h"

#include <charconv>
#include <set>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::size_t mostBytes = 64u << 20;

/// A series of an InfluxQL answer.
struct InfluxSeries
{
    std::string name;
    Labels tags;
    std::vector<std::string> columns;
    std::vector<JsonValue> rows;
};

InfluxSeries readSeries(const JsonValue &json)
{
    InfluxSeries series;
    series.name = json["name"].string();
    for (const auto &[name, value] : json["tags"].members())
        series.tags.emplace(name, value.string());
    for (const JsonValue &column : json["columns"].elements())
        series.columns.emplace_back(column.string());
    series.rows = json["values"].elements();
    return series;
}

FieldType typeOf(const std::vector<std::vector<JsonValue>> &rows, std::size_t column, const std::string &name)
{
    if (name == "time")
        return FieldType::Time;
    for (const auto &row : rows) {
        if (column >= row.size() || row[column].isNull())
            continue;
        return row[column].isNumber() ? FieldType::Number : row[column].isBool() ? FieldType::Boolean : FieldType::String;
    }
    return FieldType::Number;
}

void append(Column &column, const JsonValue &value)
{
    if (value.isNull())
        column.appendNull();
    else if (column.type() == FieldType::Time && value.isNumber())
        column.append(static_cast<std::int64_t>(value.integer(static_cast<qint64>(value.number()))));
    else if (column.type() == FieldType::Number && value.isNumber())
        column.append(value.number());
    else if (column.type() == FieldType::Boolean && value.isBool())
        column.append(value.boolean());
    else if (column.type() == FieldType::String)
        column.append(value.isString() ? std::string(value.string()) : value.json());
    else
        column.appendNull(); // of another type than the column's first value
}

std::vector<std::vector<JsonValue>> cellsOf(const InfluxSeries &series)
{
    std::vector<std::vector<JsonValue>> rows;
    rows.reserve(series.rows.size());
    for (const JsonValue &row : series.rows)
        rows.push_back(row.elements());
    return rows;
}

Column columnOf(const std::vector<std::vector<JsonValue>> &rows, std::size_t index, const std::string &name)
{
    Column column(typeOf(rows, index, name));
    column.reserve(rows.size());
    for (const auto &row : rows)
        append(column, index < row.size() ? row[index] : JsonValue());
    return column;
}

std::string defaultName(const InfluxSeries &series, const std::string &column)
{
    std::string name = series.name;
    if (column != "value")
        name += (name.empty() ? "" : ".") + column;
    std::string tags;
    for (const auto &[tag, value] : series.tags)
        tags += (tags.empty() ? "" : ", ") + tag + ": " + value;
    return tags.empty() ? name : name + " {" + tags + '}';
}

/// The n-th part of a measurement such as `servers.web.cpu`.
std::string segment(const std::string &name, const std::string &index)
{
    std::size_t wanted = 0;
    std::from_chars(index.data(), index.data() + index.size(), wanted);
    std::size_t begin = 0;
    for (; wanted > 0 && begin != std::string::npos; --wanted)
        begin = name.find('.', begin) == std::string::npos ? std::string::npos : name.find('.', begin) + 1;
    return begin == std::string::npos ? std::string() : name.substr(begin, name.find('.', begin) - begin);
}

std::optional<std::string> aliasValue(const std::string &pattern, const InfluxSeries &series, const std::string &column)
{
    if (pattern == "m" || pattern == "measurement")
        return series.name;
    if (pattern == "col")
        return column;
    if (pattern.starts_with("tag_")) {
        const auto tag = series.tags.find(pattern.substr(4));
        return tag == series.tags.end() ? std::string() : tag->second;
    }
    if (!pattern.empty() && pattern.find_first_not_of("0123456789") == std::string::npos)
        return segment(series.name, pattern);
    return std::nullopt;
}

/// Replaces `$tag_host`, `[[tag_host]]`, `$m`, `$measurement`, `$col` and `$0`.
std::string aliasOf(const std::string &alias, const InfluxSeries &series, const std::string &column)
{
    std::string text;
    for (std::size_t at = 0; at < alias.size();) {
        std::size_t begin = at + 1, end = begin;
        const bool isBracketed = alias.compare(at, 2, "[[") == 0;
        if (isBracketed) {
            begin = at + 2;
            end = alias.find("]]", begin);
        } else if (alias[at] == '$') {
            while (end < alias.size() && (std::isalnum(static_cast<unsigned char>(alias[end])) || alias[end] == '_'))
                ++end;
        }
        const bool isPattern = (isBracketed || alias[at] == '$') && end != std::string::npos && end > begin;
        const auto value = isPattern ? aliasValue(alias.substr(begin, end - begin), series, column) : std::nullopt;
        if (value) {
            text += *value;
            at = end + (isBracketed ? 2 : 0);
        } else {
            text += alias[at++];
        }
    }
    return text;
}

Field makeField(std::string name, Column values)
{
    return {.name = std::move(name), .labels = {}, .values = std::move(values), .config = {}};
}

Frame emptyFrame(std::string name, const InfluxTarget &target)
{
    Frame frame{.name = std::move(name), .refId = target.refId, .meta = {}, .fields = {}};
    frame.meta.executedQueryString = target.text;
    return frame;
}

/// A frame for each column beside the time; what has no time, such as SHOW TAG VALUES gives, is one frame.
void appendSeriesFrames(Frames &frames, const InfluxSeries &series, const InfluxTarget &target)
{
    const auto rows = cellsOf(series);
    const auto time = std::find(series.columns.begin(), series.columns.end(), "time");
    if (time == series.columns.end()) {
        frames.push_back(emptyFrame(series.name, target));
        for (std::size_t index = 0; index < series.columns.size(); ++index)
            frames.back().fields.push_back(makeField(series.columns[index], columnOf(rows, index, series.columns[index])));
        return;
    }
    const auto timeIndex = static_cast<std::size_t>(time - series.columns.begin());
    for (std::size_t index = 0; index < series.columns.size(); ++index) {
        const std::string &column = series.columns[index];
        if (index == timeIndex)
            continue;
        Frame frame = emptyFrame(target.alias.empty() ? defaultName(series, column) : aliasOf(target.alias, series, column), target);
        frame.fields = {makeField("Time", columnOf(rows, timeIndex, "time")), makeField("Value", columnOf(rows, index, column))};
        frame.fields[1].labels = series.tags;
        frame.fields[1].config.displayNameFromDS = frame.name;
        frames.push_back(std::move(frame));
    }
}

/// All series as one table: time, tags, columns.
Frame tableFrame(const std::vector<InfluxSeries> &all, const InfluxTarget &target)
{
    Frame frame = emptyFrame({}, target);
    frame.meta.preferredVisualisationType = "table";
    if (all.empty())
        return frame;
    const InfluxSeries &model = all.front();
    for (const auto &[tag, value] : model.tags)
        frame.fields.push_back(makeField(tag, Column(FieldType::String)));
    const std::size_t tags = frame.fields.size();
    const auto modelRows = cellsOf(model);
    for (std::size_t index = 0; index < model.columns.size(); ++index) {
        const bool isTime = model.columns[index] == "time";
        frame.fields.push_back(makeField(isTime ? "Time" : model.columns[index], Column(typeOf(modelRows, index, model.columns[index]))));
    }
    for (const InfluxSeries &series : all) {
        for (const auto &row : cellsOf(series)) {
            for (std::size_t tag = 0; tag < tags; ++tag) {
                const auto found = series.tags.find(frame.fields[tag].name);
                frame.fields[tag].values.append(found == series.tags.end() ? std::string() : found->second);
            }
            for (std::size_t index = 0; index + tags < frame.fields.size(); ++index)
                append(frame.fields[index + tags].values, index < row.size() ? row[index] : JsonValue());
        }
    }
    const auto time = std::find_if(frame.fields.begin(), frame.fields.end(), [](const Field &field) { return field.name == "Time"; });
    if (time != frame.fields.end())
        std::rotate(frame.fields.begin(), time, time + 1);
    return frame;
}

tl::unexpected<Error> refusal(std::string_view words, int status)
{
    return fail(status < 500 ? ErrorCode::InvalidInput : ErrorCode::BadGateway, fromUtf8(words), u"query.upstream"_s);
}

tl::unexpected<Error> noAnswer(int status)
{
    if (status == 401 || status == 403)
        return fail(ErrorCode::BadGateway, u"InfluxDB refused our credentials (HTTP status %1)"_s.arg(status), u"query.upstream"_s);
    return fail(ErrorCode::BadGateway, u"The data source's answer is not that of an InfluxDB (HTTP status %1)"_s.arg(status), u"query.upstream"_s);
}

} // namespace

Result<Frames> parseInfluxAnswer(const std::string &body, int status, const InfluxTarget &target)
{
    const auto document = JsonDocument::parse(body, {.bytes = mostBytes});
    if (!document)
        return noAnswer(status);
    const JsonValue root = document->root();
    if (root["error"].isString())
        return refusal(root["error"].string(), status);
    if (status >= 300 || !root["results"].isArray())
        return noAnswer(status);
    std::vector<InfluxSeries> all;
    for (const JsonValue &result : root["results"].elements()) {
        if (result["error"].isString())
            return refusal(result["error"].string(), 400);
        for (const JsonValue &series : result["series"].elements())
            all.push_back(readSeries(series));
    }
    Frames frames;
    if (target.isTable && !all.empty()) {
        frames.push_back(tableFrame(all, target));
        return frames;
    }
    for (const InfluxSeries &series : all)
        appendSeriesFrames(frames, series, target);
    return frames;
}

std::vector<std::string> influxValues(const Frames &frames)
{
    std::vector<std::string> values;
    std::set<std::string> known;
    const auto isNamed = [](const Frame &frame, std::string_view name) {
        return std::any_of(frame.fields.begin(), frame.fields.end(), [&](const Field &field) { return field.name == name; });
    };
    for (const Frame &frame : frames) {
        const bool isKeyValue = isNamed(frame, "key") && isNamed(frame, "value");
        const bool hasValue = isNamed(frame, "_value");
        for (const Field &field : frame.fields) {
            const bool isWanted = isKeyValue ? field.name == "value" : hasValue ? field.name == "_value" : field.type() != FieldType::Time;
            for (std::size_t row = 0; isWanted && row < field.values.size(); ++row) {
                if (field.values.isNull(row))
                    continue;
                std::string text;
                if (field.type() == FieldType::String) {
                    text = field.values.strings()[row];
                } else {
                    JsonWriter writer(text);
                    writer.value(field.values.asNumber(row).value_or(0));
                }
                if (known.insert(text).second)
                    values.push_back(std::move(text));
            }
        }
    }
    return values;
}

} // namespace mdash
