#include "frames/fieldnames.h"
#include "frames/numbertext.h"
#include "frames/transformcontext.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

namespace mdash {
namespace {

std::optional<std::size_t> fieldNamed(const Frame &frame, const std::vector<std::string> &names,
                                      const std::string &name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!name.empty() && (names[i] == name || frame.fields[i].name == name))
            return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> firstOf(const Frame &frame, FieldType type)
{
    for (std::size_t i = 0; i < frame.fields.size(); ++i) {
        if (frame.fields[i].type() == type)
            return i;
    }
    return std::nullopt;
}

/// Distinct values in the order of their first appearance, with the row where each stands first.
struct Distinct
{
    std::unordered_map<std::string, std::size_t> places;
    std::vector<std::size_t> rows;

    explicit Distinct(const Column &column)
    {
        for (std::size_t row = 0; row < column.size(); ++row) {
            if (places.emplace(keyOf(column, row), rows.size()).second)
                rows.push_back(row);
        }
    }
};

Reduced emptyValue(std::string_view name)
{
    if (name == "true" || name == "false")
        return name == "true";
    if (name == "zero")
        return 0.0;
    return name == "null" ? Reduced() : Reduced(std::string());
}

Result<Frame> matrixOf(const Frame &frame, std::size_t columnField, std::size_t rowField, std::size_t valueField,
                       const TransformContext &context)
{
    const Column &columns = frame.fields[columnField].values;
    const Column &rows = frame.fields[rowField].values;
    const Distinct across(columns);
    const Distinct down(rows);
    if (const auto fits = checkSize(down.rows.size(), across.rows.size() + 1); !fits)
        return tl::unexpected(fits.error());
    const bool numeric = frame.fields[valueField].type() == FieldType::Number;
    const std::string empty = context.text("emptyValue", numeric ? "null" : "empty");
    std::vector<std::vector<Reduced>> cells(
        across.rows.size(),
        std::vector<Reduced>(down.rows.size(), emptyValue(numeric && empty == "empty" ? "null" : empty)));
    for (std::size_t row = 0; row < frame.rows(); ++row)
        cells[across.places.at(keyOf(columns, row))][down.places.at(keyOf(rows, row))] =
            valueAt(frame.fields[valueField].values, row);
    Frame matrix{frame.name, frame.refId, {}, {}};
    matrix.fields.push_back(
        plainField(frame.fields[rowField].name + '\\' + frame.fields[columnField].name, rows.selected(down.rows)));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Field field = plainField(wordOf(columns, across.rows[i]), columnOf(cells[i], frame.fields[valueField].type()));
        field.config.unit = frame.fields[valueField].config.unit;
        matrix.fields.push_back(std::move(field));
    }
    return matrix;
}

/// What rowsToFields takes from a column: the new fields' names, values, labels, or a setting.
std::string roleOf(const Frame &frame, std::size_t index, const std::vector<std::string> &names,
                   const JsonValue &mappings, bool &hasName, bool &hasValue)
{
    for (const JsonValue &mapping : mappings.elements()) {
        if (mapping["fieldName"].string() == names[index]) {
            const std::string role(mapping["handlerKey"].string());
            hasName = hasName || role == "field.name";
            hasValue = hasValue || role == "field.value";
            return role;
        }
    }
    const FieldType type = frame.fields[index].type();
    if (type == FieldType::String && !hasName) {
        hasName = true;
        return "field.name";
    }
    if (type == FieldType::Number && !hasValue) {
        hasValue = true;
        return "field.value";
    }
    return type == FieldType::String ? "field.label" : "";
}

std::vector<std::string> rolesOf(const Frame &frame, const std::vector<std::string> &names, const JsonValue &mappings)
{
    bool hasName = false;
    bool hasValue = false;
    for (const JsonValue &mapping : mappings.elements()) { // what is said counts before what is guessed
        hasName = hasName || mapping["handlerKey"].string() == "field.name";
        hasValue = hasValue || mapping["handlerKey"].string() == "field.value";
    }
    std::vector<std::string> roles;
    for (std::size_t i = 0; i < frame.fields.size(); ++i)
        roles.push_back(roleOf(frame, i, names, mappings, hasName, hasValue));
    return roles;
}

void applySetting(FieldConfig &config, std::string_view role, const Reduced &value)
{
    const double *number = std::get_if<double>(&value);
    const std::string *text = std::get_if<std::string>(&value);
    if (role == "unit" && text)
        config.unit = *text;
    else if ((role == "displayName" || role == "name") && text)
        config.displayName = *text;
    else if (role == "min" && number)
        config.min = *number;
    else if (role == "max" && number)
        config.max = *number;
    else if (role == "decimals" && number)
        config.decimals = *number;
}

Field fieldOfRow(const Frame &frame, std::size_t row, const std::vector<std::string> &roles)
{
    Field made;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const Column &column = frame.fields[i].values;
        if (roles[i] == "field.name")
            made.name = wordOf(column, row);
        else if (roles[i] == "field.value")
            made.values = column.selected({row});
        else if (roles[i] == "field.label")
            made.labels = made.labels.value_or(Labels{}),
            made.labels->insert_or_assign(frame.fields[i].name, wordOf(column, row));
        else
            applySetting(made.config, roles[i], valueAt(column, row));
    }
    return made;
}

Frame partOf(const Frame &frame, const std::vector<std::size_t> &rows, const std::vector<std::size_t> &keys,
             bool keepKeys, bool asLabels)
{
    Frame part{{}, frame.refId, frame.meta, {}};
    Labels labels;
    for (const std::size_t key : keys) {
        const std::string word = wordOf(frame.fields[key].values, rows.front());
        labels.insert_or_assign(frame.fields[key].name, word);
        if (!asLabels)
            part.name += (part.name.empty() ? "" : " ") + word;
    }
    for (std::size_t i = 0; i < frame.fields.size(); ++i) {
        const bool isKey = std::ranges::find(keys, i) != keys.end();
        if (isKey && !keepKeys)
            continue;
        Field field = frame.fields[i];
        field.values = frame.fields[i].values.selected(rows);
        if (field.type() != FieldType::Time && asLabels) {
            Labels all = field.labels.value_or(Labels{});
            all.insert(labels.begin(), labels.end());
            field.labels = std::move(all);
        }
        part.fields.push_back(std::move(field));
    }
    return part;
}

/// The rows of @p frame by the values of its @p keys.
std::vector<std::vector<std::size_t>> partsOf(const Frame &frame, const std::vector<std::size_t> &keys)
{
    std::vector<std::vector<std::size_t>> parts;
    std::unordered_map<std::string, std::size_t> known;
    for (std::size_t row = 0; row < frame.rows(); ++row) {
        std::string key;
        for (const std::size_t field : keys)
            key += keyOf(frame.fields[field].values, row) + '\x1f';
        const auto [found, isNew] = known.emplace(std::move(key), parts.size());
        if (isNew)
            parts.emplace_back();
        parts[found->second].push_back(row);
    }
    return parts;
}

/// One frame a series, with the texts of long frames as labels.
Frames manyFrames(const Frames &frames)
{
    Frames many;
    for (const Frame &frame : frames) {
        const auto time = firstOf(frame, FieldType::Time);
        if (!time)
            continue;
        std::vector<std::size_t> texts;
        for (std::size_t i = 0; i < frame.fields.size(); ++i) {
            if (frame.fields[i].type() == FieldType::String)
                texts.push_back(i);
        }
        for (const std::vector<std::size_t> &rows : partsOf(frame, texts)) {
            Frame part = partOf(frame, rows, texts, false, true);
            part.name = frame.name;
            const auto partTime = *firstOf(part, FieldType::Time);
            for (const Field &field : part.fields) {
                if (field.type() == FieldType::Number)
                    many.push_back({frame.name, frame.refId, frame.meta, {part.fields[partTime], field}});
            }
        }
    }
    return many;
}

} // namespace

Result<Frames> groupingToMatrix(Frames frames, const TransformContext &context)
{
    if (frames.size() != 1)
        return frames;
    const auto names = fieldDisplayNames(frames.front());
    const auto column = fieldNamed(frames.front(), names, context.text("columnField", "Time"));
    const auto row = fieldNamed(frames.front(), names, context.text("rowField", "Time"));
    const auto value = fieldNamed(frames.front(), names, context.text("valueField", "Value"));
    if (!column || !row || !value)
        return frames;
    auto matrix = matrixOf(frames.front(), *column, *row, *value, context);
    if (!matrix)
        return tl::unexpected(matrix.error());
    return Frames{*std::move(matrix)};
}

Result<Frames> rowsToFields(Frames frames, const TransformContext &context)
{
    const auto names = fieldDisplayNames(frames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const std::vector<std::string> roles = rolesOf(frames[i], names[i], context.options["mappings"]);
        const bool usable = std::ranges::find(roles, "field.name") != roles.end() &&
                            std::ranges::find(roles, "field.value") != roles.end();
        if (!usable)
            continue;
        Frame fields{frames[i].name, frames[i].refId, {}, {}};
        for (std::size_t row = 0; row < frames[i].rows() && row < 2'000; ++row)
            fields.fields.push_back(fieldOfRow(frames[i], row, roles));
        frames[i] = std::move(fields);
    }
    return frames;
}

Result<Frames> transpose(Frames frames, const TransformContext &context)
{
    for (Frame &frame : frames) {
        if (frame.fields.size() < 2)
            continue;
        if (const auto fits = checkSize(frame.fields.size(), frame.rows() + 1); !fits)
            return tl::unexpected(fits.error());
        const auto names = fieldDisplayNames(frame);
        Frame turned{frame.name, frame.refId, {}, {}};
        turned.fields.push_back(
            plainField(context.text("firstFieldName", "Field"), Column::strings({names.begin() + 1, names.end()})));
        for (std::size_t row = 0; row < frame.rows(); ++row) {
            std::vector<Reduced> values;
            for (std::size_t i = 1; i < frame.fields.size(); ++i)
                values.push_back(valueAt(frame.fields[i].values, row));
            const std::string rest = context.text("restFieldsName");
            turned.fields.push_back(
                plainField(rest.empty() ? wordOf(frame.fields.front().values, row) : rest, columnOf(values)));
        }
        frame = std::move(turned);
    }
    return frames;
}

Result<Frames> partitionByValues(Frames frames, const TransformContext &context)
{
    const auto names = fieldDisplayNames(frames);
    Frames parts;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        std::vector<std::size_t> keys;
        for (const JsonValue &name : context.options["fields"].elements()) {
            if (const auto field = fieldNamed(frames[i], names[i], context.replaced(name)))
                keys.push_back(*field);
        }
        if (keys.empty()) {
            parts.push_back(frames[i]);
            continue;
        }
        for (const std::vector<std::size_t> &rows : partsOf(frames[i], keys))
            parts.push_back(partOf(frames[i], rows, keys, context.options["keepFields"].boolean(),
                                   context.options["naming"]["asLabels"].boolean(true)));
    }
    return parts;
}

Result<Frames> prepareTimeSeries(Frames frames, const TransformContext &context)
{
    const std::string format = context.text("format", "wide");
    Frames many = manyFrames(frames);
    if (many.empty())
        return frames;
    if (format == "many" || format == "multi")
        return many;
    if (format == "long")
        return frames;
    const JsonValue noOptions;
    return joinByField(std::move(many), {noOptions, context.replace});
}

Result<Frames> timeSeriesTable(Frames frames, const TransformContext &context)
{
    std::map<std::string, Frames> rowsByRefId;
    std::vector<std::string> order;
    for (const Frame &frame : frames) {
        const auto time = firstOf(frame, FieldType::Time);
        for (const Field &field : frame.fields) {
            if (!time || field.type() != FieldType::Number)
                continue;
            const JsonValue own = context.options[frame.refId];
            Frame row{{}, frame.refId, {}, {}};
            for (const auto &[name, value] : field.labels.value_or(Labels{}))
                row.fields.push_back(plainField(name, Column::strings({value})));
            row.fields.push_back(plainField("Trend #" + frame.refId,
                                            columnOf({reduce(field.values, own["stat"].string("lastNotNull"))})));
            if (!rowsByRefId.contains(frame.refId))
                order.push_back(frame.refId);
            rowsByRefId[frame.refId].push_back(std::move(row));
        }
    }
    Frames tables;
    for (const std::string &refId : order) {
        auto table = merge(std::move(rowsByRefId[refId]), context);
        if (!table)
            return table;
        tables.insert(tables.end(), table->begin(), table->end());
    }
    return tables.empty() ? frames : tables;
}

Result<Frames> configFromData(Frames frames, const TransformContext &context)
{
    const std::string configRefId = context.text("configRefId", "config");
    const auto config = std::ranges::find(frames, configRefId, &Frame::refId);
    if (config == frames.end())
        return frames;
    std::vector<std::pair<std::string, Reduced>> settings;
    const auto names = fieldDisplayNames(*config);
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string role = names[i]; // a column named like a setting is that setting
        std::string reducer = "lastNotNull";
        for (const JsonValue &mapping : context.options["mappings"].elements()) {
            if (mapping["fieldName"].string() != names[i])
                continue;
            role = mapping["handlerKey"].string(role);
            reducer = mapping["reducerId"].string(reducer);
        }
        settings.emplace_back(role, reduce(config->fields[i].values, reducer));
    }
    frames.erase(config);
    for (Frame &frame : frames) {
        for (Field &field : frame.fields) {
            for (const auto &[role, value] : settings) {
                if (field.type() != FieldType::Time)
                    applySetting(field.config, role, value);
            }
        }
    }
    return frames;
}

} // namespace mdash
