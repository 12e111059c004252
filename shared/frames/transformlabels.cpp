#include "frames/fieldnames.h"
#include "frames/transformcontext.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace mdash {
namespace {

bool contains(const std::vector<std::string> &list, const std::string &name)
{
    return std::ranges::find(list, name) != list.end();
}

std::vector<std::string> textsIn(const JsonValue &json, const TransformContext &context)
{
    std::vector<std::string> texts;
    for (const JsonValue &text : json.elements())
        texts.push_back(context.replaced(text));
    return texts;
}

/// @p frame with the labels of its fields as columns of their own, behind the others.
Frame withLabelColumns(const Frame &frame, const std::vector<std::string> &keep, const std::string &valueLabel)
{
    Frame result{frame.name, frame.refId, frame.meta, {}};
    std::vector<std::pair<std::string, std::string>> columns; // label, value; each pair once
    for (const Field &field : frame.fields) {
        Field bare = field;
        if (field.labels) {
            bare.labels.reset();
            bare.config.displayName.clear();
            bare.config.displayNameFromDS.clear();
            for (const auto &[label, value] : *field.labels) {
                if (label == valueLabel)
                    bare.name = value;
                else if ((keep.empty() || contains(keep, label)) &&
                         std::ranges::find(columns, std::pair(label, value)) == columns.end())
                    columns.emplace_back(label, value);
            }
        }
        result.fields.push_back(std::move(bare));
    }
    for (auto &[label, value] : columns)
        result.fields.push_back(plainField(label, Column::strings(std::vector<std::string>(frame.rows(), value))));
    return result;
}

/// A table of label and value for every field that has labels.
Frame labelRows(const Field &field, const std::string &name, const std::vector<std::string> &keep)
{
    std::vector<std::string> labels;
    std::vector<std::string> values;
    for (const auto &[label, value] : *field.labels) {
        if (!keep.empty() && !contains(keep, label))
            continue;
        labels.push_back(label);
        values.push_back(value);
    }
    Frame rows;
    rows.name = name;
    rows.fields.push_back(plainField("label", Column::strings(std::move(labels))));
    rows.fields.push_back(plainField("value", Column::strings(std::move(values))));
    return rows;
}

struct SeriesPoint
{
    std::int64_t time = 0;
    std::size_t series = 0;
    std::size_t row = 0;
};

/// A series: its name and values, each with a time.
struct NamedSeries
{
    std::string name;
    const Column *times;
    const Column *values;
};

std::vector<NamedSeries> seriesIn(const Frames &frames)
{
    const auto names = fieldDisplayNames(frames);
    std::vector<NamedSeries> series;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto time =
            std::ranges::find(frames[i].fields, FieldType::Time, [](const Field &field) { return field.type(); });
        for (std::size_t k = 0; k < frames[i].fields.size() && time != frames[i].fields.end(); ++k) {
            if (frames[i].fields[k].type() == FieldType::Number)
                series.push_back({names[i][k], &time->values, &frames[i].fields[k].values});
        }
    }
    return series;
}

/// Every series' label values by those of its labels that `join` names (all but the value's, if it names none).
std::vector<std::string> joinLabels(const Frames &frames, const std::string &valueLabel, std::vector<std::string> join)
{
    const bool all = join.empty();
    for (const Frame &frame : frames) {
        for (const Field &field : frame.fields) {
            if (!all || !field.labels || field.type() == FieldType::Time || !field.labels->contains(valueLabel))
                continue;
            for (const auto &[name, value] : *field.labels) {
                if (name != valueLabel && !contains(join, name))
                    join.push_back(name);
            }
        }
    }
    return join;
}

/// Rows of joinByLabels(): the values of the shared labels, then per column the values of the series that belongs
/// there.
struct LabelRows
{
    std::vector<std::string> columns;
    std::map<std::vector<std::string>, std::map<std::string, std::vector<Reduced>>> rows;

    void add(const Field &field, const std::string &valueLabel, const std::vector<std::string> &join)
    {
        std::vector<std::string> key;
        for (const std::string &name : join)
            key.push_back(field.labels->contains(name) ? field.labels->at(name) : std::string());
        const std::string &column = field.labels->at(valueLabel);
        if (!contains(columns, column))
            columns.push_back(column);
        for (std::size_t row = 0; row < field.values.size(); ++row)
            rows[key][column].push_back(valueAt(field.values, row));
    }

    [[nodiscard]] Frame frame(const std::vector<std::string> &join) const
    {
        std::vector<std::vector<Reduced>> values(join.size() + columns.size());
        for (const auto &[key, cells] : rows) {
            std::size_t height = 0;
            for (const auto &[column, list] : cells)
                height = std::max(height, list.size());
            for (std::size_t row = 0; row < height; ++row) {
                for (std::size_t i = 0; i < join.size(); ++i)
                    values[i].emplace_back(key[i]);
                for (std::size_t i = 0; i < columns.size(); ++i) {
                    const auto found = cells.find(columns[i]);
                    values[join.size() + i].push_back(
                        found != cells.end() && row < found->second.size() ? found->second[row] : Reduced());
                }
            }
        }
        Frame result;
        for (std::size_t i = 0; i < values.size(); ++i)
            result.fields.push_back(
                plainField(i < join.size() ? join[i] : columns[i - join.size()], columnOf(values[i])));
        return result;
    }
};

} // namespace

Result<Frames> labelsToFields(Frames frames, const TransformContext &context)
{
    const std::vector<std::string> keep = textsIn(context.options["keepLabels"], context);
    const auto names = fieldDisplayNames(frames);
    Frames result;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (context.text("mode") != "rows") {
            result.push_back(withLabelColumns(frames[i], keep, context.text("valueLabel")));
            continue;
        }
        for (std::size_t k = 0; k < frames[i].fields.size(); ++k) {
            if (frames[i].fields[k].labels)
                result.push_back(labelRows(frames[i].fields[k], names[i][k], keep));
        }
    }
    return result;
}

Result<Frames> seriesToRows(Frames frames, const TransformContext &)
{
    const std::vector<NamedSeries> series = seriesIn(frames);
    if (series.empty())
        return frames;
    std::vector<SeriesPoint> points;
    for (std::size_t s = 0; s < series.size(); ++s) {
        for (std::size_t row = 0; row < series[s].times->size(); ++row)
            points.push_back({series[s].times->times()[row], s, row});
    }
    if (const auto fits = checkSize(points.size(), 3); !fits)
        return tl::unexpected(fits.error());
    std::ranges::stable_sort(points, std::ranges::greater{}, &SeriesPoint::time);
    Column times(FieldType::Time);
    Column metrics(FieldType::String);
    Column values(FieldType::Number);
    for (const SeriesPoint &point : points) {
        times.append(point.time);
        metrics.append(series[point.series].name);
        values.appendFrom(*series[point.series].values, point.row);
    }
    Frame rows;
    rows.refId = frames.front().refId;
    rows.fields.push_back(plainField("Time", std::move(times)));
    rows.fields.push_back(plainField("Metric", std::move(metrics)));
    rows.fields.push_back(plainField("Value", std::move(values)));
    return Frames{std::move(rows)};
}

Result<Frames> joinByLabels(Frames frames, const TransformContext &context)
{
    const std::string valueLabel = context.text("value");
    if (valueLabel.empty())
        return fail(ErrorCode::InvalidInput,
                    QStringLiteral("it needs the name of the label whose values become columns"));
    const std::vector<std::string> join = joinLabels(frames, valueLabel, textsIn(context.options["join"], context));
    LabelRows rows;
    for (const Frame &frame : frames) {
        for (const Field &field : frame.fields) {
            if (field.labels && field.type() != FieldType::Time && field.labels->contains(valueLabel))
                rows.add(field, valueLabel, join);
        }
    }
    return rows.columns.empty() ? Result<Frames>(std::move(frames)) : Result<Frames>(Frames{rows.frame(join)});
}

} // namespace mdash
