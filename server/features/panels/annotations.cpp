#include "features/panels/annotations.h"

#include "base/queryinterval.h"
#include "panels/interpolate.h"
#include "panels/viewcolours.h"

#include <algorithm>
#include <cmath>

namespace mdash {
namespace {

constexpr std::size_t mostItems = 1'000;
constexpr qint64 points = 500; // of one series; enough to see when something began
constexpr Millis kept{10'000};

std::string labelOf(const Labels &labels, std::string_view name)
{
    const auto found = labels.find(std::string(name));
    return found == labels.end() ? std::string() : found->second;
}

/// @p pattern with `{{ label }}` replaced.
std::string withLabels(std::string_view pattern, const Labels &labels)
{
    std::string out;
    while (!pattern.empty()) {
        const auto open = pattern.find("{{");
        const auto close = open == std::string_view::npos ? open : pattern.find("}}", open);
        if (close == std::string_view::npos)
            break;
        std::string_view name = pattern.substr(open + 2, close - open - 2);
        while (!name.empty() && name.front() == ' ')
            name.remove_prefix(1);
        while (!name.empty() && name.back() == ' ')
            name.remove_suffix(1);
        out.append(pattern.substr(0, open)).append(labelOf(labels, name));
        pattern.remove_prefix(close + 2);
    }
    return out.append(pattern);
}

std::vector<std::string> tagsOf(std::string_view keys, const Labels &labels)
{
    std::vector<std::string> tags;
    while (!keys.empty()) {
        const auto comma = std::min(keys.find(','), keys.size());
        if (std::string tag = labelOf(labels, keys.substr(0, comma)); !tag.empty())
            tags.push_back(std::move(tag));
        keys.remove_prefix(std::min(comma + 1, keys.size()));
    }
    return tags;
}

/// The panels that an annotation shows on, if not all.
std::vector<qint64> panelsOf(const AnnotationModel &annotation, const DashboardModel &dashboard)
{
    if (!annotation.excludesPanels)
        return annotation.panels;
    std::vector<qint64> shown;
    const auto add = [&](const PanelModel &panel) {
        if (!panel.isRow() && std::find(annotation.panels.begin(), annotation.panels.end(), panel.id) == annotation.panels.end())
            shown.push_back(panel.id);
    };
    for (const PanelModel &panel : dashboard.panels) {
        add(panel);
        std::for_each(panel.panels.begin(), panel.panels.end(), add);
    }
    return shown;
}

AnnotationItem itemFor(const Labels &labels, const AnnotationModel &annotation)
{
    AnnotationItem item;
    item.title = withLabels(annotation.model["titleFormat"].string(annotation.name), labels);
    item.text = withLabels(annotation.model["textFormat"].string(), labels);
    item.tags = tagsOf(annotation.model["tagKeys"].string(), labels);
    item.colour = colourNamed(annotation.colour);
    return item;
}

/// The stretches of one series: points that follow each other within a step belong together.
void appendStretches(const Field &times, const Field &values, const AnnotationItem &pattern, std::vector<AnnotationItem> &items)
{
    const auto step = static_cast<std::int64_t>(times.config.intervalMs.value_or(60'000));
    bool isOpen = false;
    for (std::size_t row = 0; row < times.values.size(); ++row) {
        const auto value = values.values.isNull(row) ? std::nullopt : values.values.asNumber(row);
        if (!value || std::isnan(*value) || *value == 0) {
            isOpen = false;
            continue;
        }
        const std::int64_t time = times.values.times()[row];
        if (isOpen && time <= items.back().timeEnd.value_or(items.back().time) + step) {
            items.back().timeEnd = time;
            continue;
        }
        items.push_back(pattern);
        items.back().time = time;
        isOpen = true;
    }
}

} // namespace

std::vector<PlannedAnnotation> planAnnotations(const DashboardModel &dashboard, const Scope &scope, const DataSourceList &sources, const TimeRange &range)
{
    std::vector<PlannedAnnotation> planned;
    for (const AnnotationModel &annotation : dashboard.annotations) {
        const std::string_view expr = annotation.model["expr"].string();
        if (!annotation.enabled || annotation.builtIn || expr.empty())
            continue;
        const DataSourceEntry *source = sources.find({interpolate(annotation.datasource.uid, scope), annotation.datasource.type});
        if (!source || queryLanguageOf(source->type) != QueryLanguage::PromQl)
            continue;
        const auto written = interpolateQuery(expr, scope, QueryLanguage::PromQl);
        if (!written)
            continue;
        DataQuery query;
        query.datasourceUid = source->uid;
        query.datasourceType = source->type;
        JsonWriter(query.model).beginObject().member("expr", *written).member("range", true).member("legendFormat", "__auto").endObject();
        query.maxDataPoints = points;
        const Millis least = parseMinInterval(interpolate(annotation.model["step"].string(), scope)).value_or(Millis(60'000));
        query.interval = calculateInterval(range, points, least);
        const auto down = [](TimePoint time) { return TimePoint(Millis(time.time_since_epoch().count() / kept.count() * kept.count())); };
        query.range = {down(range.from), down(range.to)};
        planned.push_back({&annotation, {*source, std::move(query), kept, false}});
    }
    return planned;
}

std::vector<AnnotationItem> annotationsIn(const Frames &frames, const AnnotationModel &annotation, const DashboardModel &dashboard)
{
    std::vector<AnnotationItem> items;
    const std::vector<qint64> panels = panelsOf(annotation, dashboard);
    for (const Frame &frame : frames) {
        const auto times = std::find_if(frame.fields.begin(), frame.fields.end(), [](const Field &field) { return field.type() == FieldType::Time; });
        if (times == frame.fields.end())
            continue;
        for (const Field &field : frame.fields) {
            if (field.type() != FieldType::Number)
                continue;
            AnnotationItem pattern = itemFor(field.labels.value_or(Labels()), annotation);
            pattern.panels = panels;
            appendStretches(*times, field, pattern, items);
        }
    }
    std::stable_sort(items.begin(), items.end(), [](const AnnotationItem &a, const AnnotationItem &b) { return a.time < b.time; });
    if (items.size() > mostItems)
        items.erase(items.begin(), items.end() - static_cast<std::ptrdiff_t>(mostItems));
    return items;
}

} // namespace mdash
