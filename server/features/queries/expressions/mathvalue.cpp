#include "features/queries/expressions/mathvalue.h"

#include "base/utf8.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// The fields of a frame by what an expression can do with them.
struct Shape
{
    const Field *time = nullptr;
    std::vector<const Field *> numbers;
    std::vector<const Field *> texts;

    explicit Shape(const Frame &frame)
    {
        for (const Field &field : frame.fields) {
            if (field.type() == FieldType::Time && !time)
                time = &field;
            else if (field.type() == FieldType::Number || field.type() == FieldType::Boolean)
                numbers.push_back(&field);
            else if (field.type() == FieldType::String)
                texts.push_back(&field);
        }
    }
};

Maybe cell(const Column &column, std::size_t row)
{
    return column.asNumber(row);
}

Labels rowLabels(const Shape &shape, const Field &number, std::size_t row)
{
    Labels labels = number.labels.value_or(Labels{});
    for (const Field *text : shape.texts)
        labels[text->name] = text->values.isNull(row) ? std::string() : text->values.strings()[row];
    return labels;
}

Series wideSeries(const Field &time, const Field &number)
{
    Series series{.labels = number.labels.value_or(Labels{}), .times = {}, .values = {}};
    series.times.reserve(time.values.size());
    series.values.reserve(time.values.size());
    for (std::size_t row = 0; row < time.values.size(); ++row) {
        if (time.values.isNull(row))
            continue;
        series.times.push_back(time.values.times()[row]);
        series.values.push_back(cell(number.values, row));
    }
    return series;
}

/// Rows of time, texts and numbers: one series for each combination of texts and each number.
void appendLong(const Shape &shape, std::vector<MathValue> &out)
{
    for (const Field *number : shape.numbers) {
        std::map<Labels, Series> byLabels;
        for (std::size_t row = 0; row < shape.time->values.size(); ++row) {
            if (shape.time->values.isNull(row))
                continue;
            Labels labels = rowLabels(shape, *number, row);
            Series &series = byLabels[labels];
            series.labels = std::move(labels);
            series.times.push_back(shape.time->values.times()[row]);
            series.values.push_back(cell(number->values, row));
        }
        for (auto &[labels, series] : byLabels)
            out.emplace_back(std::move(series));
    }
}

Field outputField(const std::string &name, Column values)
{
    return {.name = name, .labels = {}, .values = std::move(values), .config = {}};
}

Column singleValue(const Maybe &value)
{
    Column column(FieldType::Number);
    value ? column.append(*value) : column.appendNull();
    return column;
}

Frame frameOf(const Series &series, const std::string &refId)
{
    Column values(FieldType::Number);
    values.reserve(series.values.size());
    for (const Maybe &value : series.values)
        value ? values.append(*value) : values.appendNull();
    Frame frame{.name = {}, .refId = refId, .meta = {}, .fields = {}};
    frame.meta.type = "timeseries-multi";
    frame.fields = {outputField("Time", Column::times(series.times)), outputField(refId, std::move(values))};
    frame.fields[1].labels = series.labels;
    return frame;
}

Frame frameOf(const Number &number, const std::string &refId)
{
    Frame frame{.name = {}, .refId = refId, .meta = {}, .fields = {outputField(refId, singleValue(number.value))}};
    frame.meta.type = "numeric-multi";
    frame.fields[0].labels = number.labels;
    return frame;
}

} // namespace

const Labels &labelsOf(const MathValue &value)
{
    static const Labels none;
    if (const auto *series = std::get_if<Series>(&value))
        return series->labels;
    if (const auto *number = std::get_if<Number>(&value))
        return number->labels;
    return none;
}

Result<ValueSet> valuesOf(const Frames &frames, const std::string &refId)
{
    ValueSet set;
    for (const Frame &frame : frames) {
        if (frame.rows() == 0)
            continue;
        const Shape shape(frame);
        if (shape.numbers.empty())
            return fail(ErrorCode::Unprocessable,
                        u"The data of query %1 has no number column, so it cannot be used in an expression"_s.arg(fromUtf8(refId)));
        const bool isSample = frame.meta.resultType == "vector" || frame.meta.resultType == "scalar";
        if (!shape.time || (isSample && frame.rows() == 1)) {
            for (const Field *number : shape.numbers) {
                for (std::size_t row = 0; row < frame.rows(); ++row)
                    set.values.emplace_back(Number{rowLabels(shape, *number, row), cell(number->values, row)});
            }
        } else if (!shape.texts.empty()) {
            appendLong(shape, set.values);
        } else {
            for (const Field *number : shape.numbers)
                set.values.emplace_back(wideSeries(*shape.time, *number));
        }
    }
    if (set.values.empty())
        set.values.emplace_back(NoData{});
    return set;
}

Frames framesOf(const ValueSet &set, const std::string &refId)
{
    Frames frames;
    for (const MathValue &value : set.values) {
        if (const auto *series = std::get_if<Series>(&value)) {
            frames.push_back(frameOf(*series, refId));
        } else if (const auto *number = std::get_if<Number>(&value)) {
            frames.push_back(frameOf(*number, refId));
        } else if (const auto *scalar = std::get_if<Scalar>(&value)) {
            frames.push_back(frameOf(Number{{}, scalar->value}, refId));
            frames.back().fields[0].labels.reset();
        }
    }
    if (!set.notices.empty() && !frames.empty())
        frames.front().meta.notices = set.notices;
    if (!set.customJson.empty() && !frames.empty())
        frames.front().meta.customJson = set.customJson;
    return frames;
}

} // namespace mdash
