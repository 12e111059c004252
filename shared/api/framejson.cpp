#include "api/framejson.h"

#include "base/utf8.h"

#include <array>
#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

struct TypeName
{
    std::string_view type;
    std::string_view frame;
};

/// In the order of FieldType.
constexpr std::array typeNames{TypeName{"time", "time.Time"}, TypeName{"number", "float64"}, TypeName{"string", "string"},
                               TypeName{"boolean", "bool"}};

struct EntityKind
{
    std::string_view name;
    double value;
};

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array entityKinds{EntityKind{"NaN", std::numeric_limits<double>::quiet_NaN()}, EntityKind{"Inf", infinity},
                                 EntityKind{"NegInf", -infinity}};

bool isOfKind(double number, const EntityKind &kind)
{
    return std::isnan(kind.value) ? std::isnan(number) : number == kind.value;
}

/// The text of an object without its braces and outer white space, to be put beside other members; empty if there are none.
std::string_view membersOf(std::string_view object)
{
    const auto first = object.find('{');
    const auto last = object.rfind('}');
    if (first == std::string_view::npos || last == std::string_view::npos || last <= first)
        return {};
    std::string_view members = object.substr(first + 1, last - first - 1);
    return members.find_first_not_of(" \t\r\n") == std::string_view::npos ? std::string_view{} : members;
}

void writeConfig(JsonWriter &writer, const FieldConfig &config)
{
    if (config == FieldConfig{})
        return;
    writer.key("config").beginObject();
    const auto text = [&](std::string_view name, const std::string &value) {
        if (!value.empty())
            writer.member(name, value);
    };
    const auto number = [&](std::string_view name, const std::optional<double> &value) {
        if (value)
            writer.member(name, *value);
    };
    text("displayName", config.displayName);
    text("displayNameFromDS", config.displayNameFromDS);
    text("unit", config.unit);
    number("decimals", config.decimals);
    number("min", config.min);
    number("max", config.max);
    number("interval", config.intervalMs);
    if (const auto more = membersOf(config.extraJson); !more.empty())
        writer.raw(more);
    writer.endObject();
}

void writeLabels(JsonWriter &writer, const Labels &labels)
{
    writer.beginObject();
    for (const auto &[name, value] : labels)
        writer.member(name, value);
    writer.endObject();
}

void writeField(JsonWriter &writer, const Field &field)
{
    const TypeName &names = typeNames[static_cast<std::size_t>(field.type())];
    writer.beginObject();
    if (!field.name.empty())
        writer.member("name", field.name);
    writer.member("type", names.type);
    writer.key("typeInfo").beginObject().member("frame", names.frame);
    if (field.values.hasNulls())
        writer.member("nullable", true);
    writer.endObject();
    if (field.labels) {
        writer.key("labels");
        writeLabels(writer, *field.labels);
    }
    writeConfig(writer, field.config);
    writer.endObject();
}

void writeCustom(JsonWriter &writer, const FrameMeta &meta)
{
    const std::string_view more = membersOf(meta.customJson);
    const bool isList = more.empty() && !meta.customJson.empty() && meta.customJson.front() == '[';
    if (meta.resultType.empty() && more.empty() && !isList)
        return;
    writer.key("custom");
    if (isList) {
        writer.raw(meta.customJson);
        return;
    }
    writer.beginObject();
    if (!meta.resultType.empty())
        writer.member("resultType", meta.resultType);
    if (!more.empty())
        writer.raw(more);
    writer.endObject();
}

void writeMeta(JsonWriter &writer, const FrameMeta &meta)
{
    if (meta == FrameMeta{})
        return;
    writer.key("meta").beginObject();
    if (!meta.type.empty())
        writer.member("type", meta.type);
    writeCustom(writer, meta);
    if (!meta.notices.empty()) {
        writer.key("notices").beginArray();
        for (const Notice &notice : meta.notices)
            writer.beginObject().member("severity", notice.severity).member("text", notice.text).endObject();
        writer.endArray();
    }
    if (!meta.executedQueryString.empty())
        writer.member("executedQueryString", meta.executedQueryString);
    if (!meta.preferredVisualisationType.empty())
        writer.member("preferredVisualisationType", meta.preferredVisualisationType);
    writer.endObject();
}

void writeColumn(JsonWriter &writer, const Column &column)
{
    const auto each = [&](const auto &values, auto write) {
        for (std::size_t row = 0; row < values.size(); ++row) {
            if (column.isNull(row))
                writer.null();
            else
                write(values[row]);
        }
    };
    writer.beginArray();
    switch (column.type()) {
    case FieldType::Time: each(column.times(), [&](std::int64_t millis) { writer.value(static_cast<qint64>(millis)); }); break;
    case FieldType::Number: each(column.numbers(), [&](double number) { writer.value(number); }); break;
    case FieldType::String: each(column.strings(), [&](const std::string &text) { writer.value(text); }); break;
    case FieldType::Boolean: each(column.booleans(), [&](std::uint8_t truth) { writer.value(truth != 0); }); break;
    }
    writer.endArray();
}

bool hasEntities(const Column &column)
{
    if (column.type() != FieldType::Number)
        return false;
    const auto &numbers = column.numbers();
    for (std::size_t row = 0; row < numbers.size(); ++row) {
        if (!std::isfinite(numbers[row]) && !column.isNull(row))
            return true;
    }
    return false;
}

void writeEntities(JsonWriter &writer, const Column &column)
{
    if (!hasEntities(column)) {
        writer.null();
        return;
    }
    const auto &numbers = column.numbers();
    writer.beginObject();
    for (const EntityKind &kind : entityKinds) {
        std::vector<std::size_t> rows;
        for (std::size_t row = 0; row < numbers.size(); ++row) {
            if (!column.isNull(row) && isOfKind(numbers[row], kind))
                rows.push_back(row);
        }
        if (rows.empty())
            continue;
        writer.key(kind.name).beginArray();
        for (const std::size_t row : rows)
            writer.value(row);
        writer.endArray();
    }
    writer.endObject();
}

std::string withoutKnown(const JsonValue &object, std::initializer_list<std::string_view> known)
{
    std::string text;
    JsonWriter writer(text);
    writer.beginObject();
    for (const auto &[name, value] : object.members()) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            writer.rawMember(name, value.json());
    }
    writer.endObject();
    return text == "{}" ? std::string() : text;
}

std::optional<double> optionalNumber(const JsonValue &value)
{
    return value.isNumber() ? std::optional(value.number()) : std::nullopt;
}

FieldConfig readConfig(const JsonValue &json)
{
    FieldConfig config;
    config.displayName = json["displayName"].string();
    config.displayNameFromDS = json["displayNameFromDS"].string();
    config.unit = json["unit"].string();
    config.decimals = optionalNumber(json["decimals"]);
    config.min = optionalNumber(json["min"]);
    config.max = optionalNumber(json["max"]);
    config.intervalMs = optionalNumber(json["interval"]);
    config.extraJson = withoutKnown(
        json, {"displayName", "displayNameFromDS", "unit", "decimals", "min", "max", "interval"});
    return config;
}

FrameMeta readMeta(const JsonValue &json)
{
    FrameMeta meta;
    meta.type = json["type"].string();
    meta.executedQueryString = json["executedQueryString"].string();
    meta.preferredVisualisationType = json["preferredVisualisationType"].string();
    const JsonValue custom = json["custom"];
    meta.resultType = custom["resultType"].string();
    meta.customJson = custom.isArray() ? custom.json() : withoutKnown(custom, {"resultType"});
    for (const JsonValue &notice : json["notices"].elements()) {
        const std::string_view severity =
            notice["severity"].isNumber() ? "warning" : notice["severity"].string("info");
        meta.notices.push_back({std::string(severity), std::string(notice["text"].string())});
    }
    return meta;
}

/// What a field holds: by its type, by the type of its Go value, or, when it says neither, by its first value.
Result<FieldType> readType(const JsonValue &field, const JsonValue &values)
{
    const std::string_view frame = field["typeInfo"]["frame"].string();
    const std::string_view type = field["type"].string();
    for (std::size_t i = 0; i < typeNames.size(); ++i) {
        if (typeNames[i].type == type || typeNames[i].frame == frame)
            return static_cast<FieldType>(i);
    }
    if (frame.starts_with("int") || frame.starts_with("uint") || frame.starts_with("float"))
        return FieldType::Number;
    if (!type.empty() && type != "other" && type != "enum")
        return fail(ErrorCode::InvalidInput,
                    u"fields.type \"%1\": expected time, number, string, boolean or other"_s.arg(fromUtf8(type)));
    for (const JsonValue &value : values.elements()) {
        if (value.isNumber() && type != "other")
            return FieldType::Number;
        if (value.isBool())
            return FieldType::Boolean;
        if (!value.isNull())
            break;
    }
    return FieldType::String;
}

bool appendValue(Column &column, const JsonValue &value, bool keepsJson)
{
    if (value.isNull()) {
        column.appendNull();
        return true;
    }
    switch (column.type()) {
    case FieldType::Time:
        if (!value.isNumber() || !(std::abs(value.number()) < 9e15))
            return false;
        column.append(static_cast<std::int64_t>(std::llround(value.number())));
        return true;
    case FieldType::Number:
        if (!value.isNumber())
            return false;
        column.append(value.number());
        return true;
    case FieldType::String:
        if (!value.isString() && !keepsJson)
            return false;
        column.append(value.isString() ? std::string(value.string()) : value.json());
        return true;
    case FieldType::Boolean:
        if (!value.isBool())
            return false;
        column.append(value.boolean());
        return true;
    }
    return false;
}

Result<void> readEntities(Column &column, const JsonValue &entities)
{
    for (const EntityKind &kind : entityKinds) {
        for (const JsonValue &entry : entities[kind.name].elements()) {
            const qint64 row = entry.integer(-1);
            if (column.type() != FieldType::Number || row < 0 || static_cast<std::size_t>(row) >= column.size())
                return fail(ErrorCode::InvalidInput, u"data.entities.%1: expected row numbers of a number field"_s.arg(
                                                         fromUtf8(kind.name)));
            column.setNumber(static_cast<std::size_t>(row), kind.value);
        }
    }
    return {};
}

Result<Field> readField(const JsonValue &json, const JsonValue &values, const JsonValue &entities)
{
    const auto type = readType(json, values);
    if (!type)
        return tl::unexpected(type.error());
    Field field;
    field.name = json["name"].string();
    field.values = Column(*type);
    field.config = readConfig(json["config"]);
    if (json["labels"].isObject()) {
        field.labels.emplace();
        for (const auto &[name, value] : json["labels"].members())
            field.labels->emplace(name, value.string());
    }
    const std::string_view declared = json["type"].string();
    const bool keepsJson = declared != "string" && *type == FieldType::String;
    const auto elements = values.elements();
    field.values.reserve(elements.size());
    for (const JsonValue &value : elements) {
        if (!appendValue(field.values, value, keepsJson))
            return fail(ErrorCode::InvalidInput,
                        u"data.values of field \"%1\", row %2: expected a %3 or null"_s
                            .arg(fromUtf8(field.name))
                            .arg(field.values.size())
                            .arg(fromUtf8(typeNames[static_cast<std::size_t>(*type)].type)));
    }
    if (const auto done = readEntities(field.values, entities); !done)
        return tl::unexpected(done.error());
    return field;
}

} // namespace

void writeFrame(JsonWriter &writer, const Frame &frame)
{
    writer.beginObject().key("schema").beginObject();
    if (!frame.name.empty())
        writer.member("name", frame.name);
    if (!frame.refId.empty())
        writer.member("refId", frame.refId);
    writeMeta(writer, frame.meta);
    writer.key("fields").beginArray();
    for (const Field &field : frame.fields)
        writeField(writer, field);
    writer.endArray().endObject();
    writer.key("data").beginObject().key("values").beginArray();
    for (const Field &field : frame.fields)
        writeColumn(writer, field.values);
    writer.endArray();
    const auto anyEntities = [](const Field &field) { return hasEntities(field.values); };
    if (std::any_of(frame.fields.begin(), frame.fields.end(), anyEntities)) {
        writer.key("entities").beginArray();
        for (const Field &field : frame.fields)
            writeEntities(writer, field.values);
        writer.endArray();
    }
    writer.endObject().endObject();
}

Result<Frame> readFrame(const JsonValue &json)
{
    const JsonValue schema = json["schema"];
    if (!schema.isObject())
        return fail(ErrorCode::InvalidInput, u"schema: expected an object with the fields of a frame"_s);
    Frame frame;
    frame.name = schema["name"].string();
    frame.refId = schema["refId"].string();
    frame.meta = readMeta(schema["meta"]);
    const auto fields = schema["fields"].elements();
    const auto values = json["data"]["values"].elements();
    const auto entities = json["data"]["entities"].elements();
    if (fields.size() != values.size())
        return fail(ErrorCode::InvalidInput, u"data.values: expected %1 columns, one for each field, got %2"_s
                                                 .arg(fields.size())
                                                 .arg(values.size()));
    for (std::size_t i = 0; i < fields.size(); ++i) {
        auto field = readField(fields[i], values[i], i < entities.size() ? entities[i] : JsonValue());
        if (!field)
            return tl::unexpected(field.error());
        if (i > 0 && field->values.size() != frame.rows())
            return fail(ErrorCode::InvalidInput, u"data.values: expected columns of equal length, got %1 and %2 rows"_s
                                                     .arg(frame.rows())
                                                     .arg(field->values.size()));
        frame.fields.push_back(std::move(*field));
    }
    return frame;
}

} // namespace mdash
