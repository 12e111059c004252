#include "features/queries/prometheus/promframes.h"

#include "base/utf8.h"

#include <cmath>

namespace mdash {
namespace {

constexpr const char *metricNameLabel = "__name__";

std::string quotedText(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        if (c == '\n')
            result += "\\n";
        else
            result += c;
    }
    return result + '"';
}

std::string fromTemplate(std::string_view text, const Labels &metric)
{
    std::string name;
    for (;;) {
        const auto begin = text.find("{{");
        const auto end = begin == std::string_view::npos ? begin : text.find("}}", begin);
        if (end == std::string_view::npos)
            return name.append(text);
        name.append(text.substr(0, begin));
        const auto label = metric.find(std::string(trimmed(text.substr(begin + 2, end - begin - 2))));
        if (label != metric.end())
            name += label->second;
        text.remove_prefix(end + 2);
    }
}

Field makeField(std::string name, Column values)
{
    return {.name = std::move(name), .labels = {}, .values = std::move(values), .config = {}};
}

FrameMeta metaOf(const PromTarget &target, std::string type, std::string resultType)
{
    FrameMeta meta;
    meta.type = std::move(type);
    meta.resultType = std::move(resultType);
    meta.executedQueryString = target.executed;
    return meta;
}

Frame seriesFrame(PromSeries series, const PromTarget &target, const std::string &resultType)
{
    const bool isMatrix = resultType == "matrix";
    Frame frame{.name = promSeriesName(series.metric, target), .refId = target.refId, .meta = metaOf(target, isMatrix ? "timeseries-multi" : "numeric-multi", resultType), .fields = {}};
    frame.fields = {makeField("Time", Column::times(std::move(series.times))),
                    makeField("Value", Column::numbers(std::move(series.values)))};
    if (isMatrix)
        frame.fields[0].config.intervalMs = static_cast<double>(target.step.count());
    frame.fields[1].labels = std::move(series.metric);
    frame.fields[1].config.displayNameFromDS = frame.name;
    return frame;
}

Frame histogramFrame(const PromHistogram &histogram, const PromTarget &target, const std::string &resultType)
{
    Frame frame{.name = promSeriesName(histogram.metric, target), .refId = target.refId, .meta = metaOf(target, "heatmap-cells", resultType), .fields = {}};
    Column time(FieldType::Time), low(FieldType::Number), high(FieldType::Number), count(FieldType::Number), layout(FieldType::Number);
    for (const PromBucket &bucket : histogram.buckets) {
        time.append(bucket.time);
        low.append(bucket.low);
        high.append(bucket.high);
        count.append(bucket.count);
        layout.append(0.0);
    }
    frame.fields = {makeField("xMax", time), makeField("yMin", low), makeField("yMax", high), makeField("count", count),
                    makeField("yLayout", layout)};
    frame.fields[0].config.intervalMs = static_cast<double>(target.step.count());
    frame.fields[3].labels = histogram.metric;
    return frame;
}

Frame textFrame(const PromAnswer &answer, const PromTarget &target)
{
    Frame frame{.name = {}, .refId = target.refId, .meta = metaOf(target, "", "string"), .fields = {}};
    frame.fields = {makeField("Time", Column::times({answer.textTime})), makeField("Value", Column::strings({answer.text}))};
    return frame;
}

/// Of the exemplars of each step, largest first, those that are two standard deviations apart: enough to see, few to draw.
std::vector<PromAnswer::Exemplar> sampled(std::vector<PromAnswer::Exemplar> exemplars, Millis step)
{
    double sum = 0, squares = 0;
    std::map<std::int64_t, std::vector<PromAnswer::Exemplar>> byStep;
    for (PromAnswer::Exemplar &exemplar : exemplars) {
        sum += exemplar.value;
        squares += exemplar.value * exemplar.value;
        byStep[exemplar.time / std::max<std::int64_t>(1, step.count())].push_back(std::move(exemplar));
    }
    const auto count = static_cast<double>(exemplars.size());
    const double deviation = count > 1 ? std::sqrt(std::max(0.0, (squares - sum * sum / count) / (count - 1))) : 0;
    std::vector<PromAnswer::Exemplar> kept;
    for (auto &[bucket, group] : byStep) {
        std::stable_sort(group.begin(), group.end(), [](const auto &a, const auto &b) { return a.value > b.value; });
        double previous = 0;
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (i > 0 && previous - group[i].value < 2 * deviation)
                continue;
            previous = group[i].value;
            kept.push_back(std::move(group[i]));
        }
    }
    return kept;
}

Frame exemplarFrame(std::vector<PromAnswer::Exemplar> all, const PromTarget &target)
{
    const auto exemplars = sampled(std::move(all), target.step);
    Frame frame{.name = "exemplar", .refId = target.refId, .meta = metaOf(target, "", "exemplar"), .fields = {}};
    Column time(FieldType::Time), value(FieldType::Number);
    std::map<std::string, Column> labels;
    for (const auto &exemplar : exemplars) {
        for (const auto &[name, text] : exemplar.labels)
            labels.emplace(name, Column(FieldType::String));
    }
    for (const auto &exemplar : exemplars) {
        time.append(exemplar.time);
        value.append(exemplar.value);
        for (auto &[name, column] : labels) {
            const auto found = exemplar.labels.find(name);
            column.append(found == exemplar.labels.end() ? std::string() : found->second);
        }
    }
    frame.fields = {makeField("Time", std::move(time)), makeField("Value", std::move(value))};
    for (auto &[name, column] : labels)
        frame.fields.push_back(makeField(name, std::move(column)));
    return frame;
}

double bucketBound(const Frame &frame)
{
    const auto &labels = frame.fields[1].labels;
    const auto le = labels ? labels->find("le") : Labels::const_iterator();
    return labels && le != labels->end() ? parseSampleValue(le->second) : std::nan("");
}

std::string bucketName(const Frame &frame)
{
    const Field &field = frame.fields[1];
    if (!field.config.displayNameFromDS.empty())
        return field.config.displayNameFromDS;
    const auto le = field.labels->find("le");
    return le->second;
}

} // namespace

std::string promMetricText(const Labels &metric)
{
    std::string text;
    const auto name = metric.find(metricNameLabel);
    std::string inner;
    for (const auto &[label, value] : metric) {
        if (label == metricNameLabel)
            continue;
        inner += inner.empty() ? "" : ", ";
        inner += label + '=' + quotedText(value);
    }
    if (name != metric.end())
        text = name->second;
    if (text.empty() || !inner.empty())
        text += '{' + inner + '}';
    return text;
}

std::string promSeriesName(const Labels &metric, const PromTarget &target)
{
    std::string name;
    if (target.legendFormat == "__auto")
        name = metric.empty() ? "{}" : "";
    else if (target.legendFormat.empty())
        name = promMetricText(metric);
    else
        name = fromTemplate(target.legendFormat, metric);
    return name == "{}" ? target.expr : name;
}

Frames promFrames(PromAnswer answer, const PromTarget &target)
{
    Frames frames;
    frames.reserve(answer.series.size());
    for (PromSeries &series : answer.series)
        frames.push_back(seriesFrame(std::move(series), target, answer.resultType));
    for (const PromHistogram &histogram : answer.histograms)
        frames.push_back(histogramFrame(histogram, target, answer.resultType));
    if (answer.resultType == "string")
        frames.push_back(textFrame(answer, target));
    if (!answer.exemplars.empty())
        frames.push_back(exemplarFrame(std::move(answer.exemplars), target));
    if (!answer.notices.empty()) {
        if (frames.empty())
            frames.push_back({.name = {}, .refId = target.refId, .meta = metaOf(target, "", answer.resultType), .fields = {}});
        frames.front().meta.notices = std::move(answer.notices);
    }
    return frames;
}

Frames promTable(const Frames &frames, const std::string &valueName)
{
    const auto hasPoints = [](const Frame &frame) { return frame.fields.size() == 2 && frame.fields[1].type() == FieldType::Number; };
    Column time(FieldType::Time), value(FieldType::Number);
    std::map<std::string, Column> labels;
    FrameMeta meta;
    std::string refId;
    for (const Frame &frame : frames) {
        if (!hasPoints(frame))
            continue;
        for (const auto &[name, text] : frame.fields[1].labels.value_or(Labels{}))
            labels.emplace(name, Column(name == "le" ? FieldType::Number : FieldType::String));
        if (refId.empty()) {
            meta = frame.meta;
            refId = frame.refId;
        }
    }
    for (const Frame &frame : frames) {
        if (!hasPoints(frame))
            continue;
        const Labels own = frame.fields[1].labels.value_or(Labels{});
        for (std::size_t row = 0; row < frame.rows(); ++row) {
            time.appendFrom(frame.fields[0].values, row);
            value.appendFrom(frame.fields[1].values, row);
            for (auto &[name, column] : labels) {
                const auto found = own.find(name);
                const std::string text = found == own.end() ? std::string() : found->second;
                if (column.type() == FieldType::Number)
                    column.append(parseSampleValue(text));
                else
                    column.append(text);
            }
        }
    }
    if (time.size() == 0)
        return frames;
    meta.type = "table";
    meta.preferredVisualisationType = "table";
    Frame table{.name = {}, .refId = refId, .meta = std::move(meta), .fields = {makeField("Time", std::move(time))}};
    for (auto &[name, column] : labels)
        table.fields.push_back(makeField(name, std::move(column)));
    table.fields.push_back(makeField(valueName, std::move(value)));
    return {std::move(table)};
}

Frames promHeatmap(const Frames &frames)
{
    std::vector<const Frame *> buckets;
    std::map<std::int64_t, std::size_t> rowOf;
    for (const Frame &frame : frames) {
        if (frame.fields.size() != 2 || frame.fields[1].type() != FieldType::Number || std::isnan(bucketBound(frame)))
            return frames; // native histograms and what has no buckets stay as they are
        buckets.push_back(&frame);
        for (const std::int64_t time : frame.fields[0].values.times())
            rowOf.emplace(time, 0);
    }
    if (buckets.empty())
        return frames;
    std::stable_sort(buckets.begin(), buckets.end(), [](const Frame *a, const Frame *b) { return bucketBound(*a) < bucketBound(*b); });
    std::vector<std::int64_t> times;
    for (auto &[time, row] : rowOf) {
        row = times.size();
        times.push_back(time);
    }
    Frame heatmap{.name = {}, .refId = buckets.front()->refId, .meta = buckets.front()->meta, .fields = {makeField("Time", Column::times(times))}};
    heatmap.meta.type = "heatmap-rows";
    heatmap.fields[0].config = buckets.front()->fields[0].config;
    std::vector<double> below(times.size(), 0);
    for (const Frame *bucket : buckets) {
        std::vector<double> cumulative(times.size(), 0), own(times.size(), 0);
        for (std::size_t row = 0; row < bucket->rows(); ++row)
            cumulative[rowOf[bucket->fields[0].values.times()[row]]] = bucket->fields[1].values.numbers()[row];
        for (std::size_t row = 0; row < times.size(); ++row)
            own[row] = cumulative[row] - below[row];
        below = std::move(cumulative);
        Field field = makeField(bucketName(*bucket), Column::numbers(std::move(own)));
        field.labels = bucket->fields[1].labels;
        heatmap.fields.push_back(std::move(field));
    }
    return {std::move(heatmap)};
}

} // namespace mdash
