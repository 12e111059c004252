#include "frames/fieldmatcher.h"
#include "frames/fieldnames.h"
#include "frames/transformcontext.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace mdash {
namespace {

std::vector<std::string> reducersIn(const JsonValue &json)
{
    std::vector<std::string> reducers;
    for (const JsonValue &reducer : json.elements()) {
        if (isReducer(reducer.string()))
            reducers.emplace_back(reducer.string());
    }
    return reducers;
}

/// Which fields are reduced: those that `fields` matches, else all but times (and those too if asked for).
class ReducedFields
{
public:
    explicit ReducedFields(const JsonValue &options) : m_times(options["includeTimeField"].boolean())
    {
        std::string error;
        if (options["fields"].isObject())
            m_matcher = FieldMatcher::read(options["fields"], error);
    }

    [[nodiscard]] bool contains(const Frame &frame, std::size_t index, const std::string &name) const
    {
        if (m_matcher)
            return m_matcher->matches(frame, index, name);
        return m_times || frame.fields[index].type() != FieldType::Time;
    }

private:
    bool m_times;
    std::optional<FieldMatcher> m_matcher;
};

/// One row a field: its name, its labels if asked for, and a column a reducer.
Frame rowsOfSeries(const Frames &frames, const std::vector<std::string> &reducers, const ReducedFields &fields,
                   bool withLabels)
{
    const auto names = fieldDisplayNames(frames);
    std::vector<std::string> labelNames;
    Column fieldNames(FieldType::String);
    std::vector<const Field *> reduced;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        for (std::size_t k = 0; k < frames[i].fields.size(); ++k) {
            const Field &field = frames[i].fields[k];
            if (!fields.contains(frames[i], k, names[i][k]))
                continue;
            reduced.push_back(&field);
            fieldNames.append(withLabels && field.labels ? field.name : names[i][k]);
            for (const auto &[label, value] : field.labels.value_or(Labels{})) {
                if (std::ranges::find(labelNames, label) == labelNames.end())
                    labelNames.push_back(label);
            }
        }
    }
    Frame result;
    result.fields.push_back(plainField("Field", std::move(fieldNames)));
    for (std::size_t i = 0; withLabels && i < labelNames.size(); ++i) {
        Column column(FieldType::String);
        for (const Field *field : reduced) {
            if (field->labels && field->labels->contains(labelNames[i]))
                column.append(field->labels->at(labelNames[i]));
            else
                column.appendNull();
        }
        result.fields.push_back(plainField(labelNames[i], std::move(column)));
    }
    for (const std::string &reducer : reducers) {
        std::vector<Reduced> values;
        for (const Field *field : reduced)
            values.push_back(reduce(field->values, reducer));
        const bool times = !reduced.empty() && reduced.front()->type() == FieldType::Time;
        result.fields.push_back(
            plainField(reducerTitle(reducer), columnOf(values, times ? FieldType::Time : FieldType::Number)));
    }
    return result;
}

/// Every frame as one row.
Frame oneRow(const Frame &frame, const std::vector<std::string> &names, const std::vector<std::string> &reducers,
             const ReducedFields &fields)
{
    Frame result{frame.name, frame.refId, frame.meta, {}};
    for (std::size_t i = 0; i < frame.fields.size(); ++i) {
        if (!fields.contains(frame, i, names[i]))
            continue;
        for (const std::string &reducer : reducers) {
            Field field = frame.fields[i];
            const FieldType type = field.type() == FieldType::Time ? FieldType::Time : FieldType::Number;
            field.values = columnOf({reduce(frame.fields[i].values, reducer)}, type);
            if (reducers.size() > 1) {
                field.labels.reset();
                field.name = names[i] + ' ' + reducerTitle(reducer);
                field.config.displayName.clear();
                field.config.displayNameFromDS.clear();
            }
            result.fields.push_back(std::move(field));
        }
    }
    return result;
}

std::size_t bucketCountFor(double width, double size)
{
    return static_cast<std::size_t>(std::clamp(std::floor(width / size) + 1, 1.0, 10'000.0));
}

/// A round bucket width that gives about 30 buckets.
double roundSize(double min, double max, double wanted)
{
    const double raw = (max - min) / std::max(wanted, 1.0);
    if (!(raw > 0) || !std::isfinite(raw))
        return 1;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0}) {
        if (step * power >= raw)
            return step * power;
    }
    return raw;
}

std::vector<double> countsIn(const Column &column, double first, double size, std::size_t buckets)
{
    std::vector<double> counts(buckets, 0);
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto number = column.asNumber(row);
        if (!number || !std::isfinite(*number))
            continue;
        const double place = std::floor((*number - first) / size);
        if (place >= 0 && place < static_cast<double>(buckets))
            counts[static_cast<std::size_t>(place)] += 1;
    }
    return counts;
}

} // namespace

Result<Frames> reduceFrames(Frames frames, const TransformContext &context)
{
    const std::vector<std::string> reducers = reducersIn(context.options["reducers"]);
    if (reducers.empty() || frames.empty())
        return frames;
    const ReducedFields fields(context.options);
    if (context.text("mode") != "reduceFields")
        return Frames{rowsOfSeries(frames, reducers, fields, context.options["labelsToFields"].boolean())};
    const auto names = fieldDisplayNames(frames);
    Frames result;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        Frame row = oneRow(frames[i], names[i], reducers, fields);
        if (!row.fields.empty())
            result.push_back(std::move(row));
    }
    return result;
}

Result<Frames> histogram(Frames frames, const TransformContext &context)
{
    std::vector<std::pair<std::string, Column>> columns;
    const auto names = fieldDisplayNames(frames);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        for (std::size_t k = 0; k < frames[i].fields.size(); ++k) {
            if (frames[i].fields[k].type() == FieldType::Number)
                columns.emplace_back(names[i][k], frames[i].fields[k].values);
        }
    }
    std::vector<double> all;
    for (const auto &[name, column] : columns) {
        for (std::size_t row = 0; row < column.size(); ++row) {
            if (const auto number = column.asNumber(row); number && std::isfinite(*number))
                all.push_back(*number);
        }
    }
    if (all.empty())
        return frames;
    const auto [least, greatest] = std::ranges::minmax(all);
    const double asked = context.options["bucketSize"].number(0);
    const double size = asked > 0 ? asked : roundSize(least, greatest, context.options["bucketCount"].number(30));
    const double first = std::floor(least / size) * size + context.options["bucketOffset"].number(0);
    const std::size_t buckets = bucketCountFor(greatest - first, size);
    if (context.options["combine"].boolean())
        columns = {{"Count", Column::numbers(all)}};
    Frame result;
    Column from(FieldType::Number);
    Column to(FieldType::Number);
    for (std::size_t i = 0; i < buckets; ++i) {
        from.append(first + size * static_cast<double>(i));
        to.append(first + size * static_cast<double>(i + 1));
    }
    result.fields.push_back(plainField("xMin", std::move(from)));
    result.fields.push_back(plainField("xMax", std::move(to)));
    for (const auto &[name, column] : columns)
        result.fields.push_back(plainField(name, Column::numbers(countsIn(column, first, size, buckets))));
    return Frames{std::move(result)};
}

} // namespace mdash
