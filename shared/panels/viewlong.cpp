#include "panels/viewlong.h"

#include <algorithm>
#include <map>

namespace mdash {
namespace {

bool isLong(const PanelFrame &frame)
{
    const PanelField *time = frame.first(FieldType::Time);
    if (!time || !frame.first(FieldType::String) || !frame.first(FieldType::Number))
        return false;
    const std::vector<std::int64_t> &times = time->field.values.times();
    return std::adjacent_find(times.begin(), times.end(), std::greater_equal<>()) != times.end();
}

/// Rows by the texts that stand in them, in order of first appearance.
std::vector<std::pair<Labels, std::vector<std::size_t>>> groupsOf(const PanelFrame &frame)
{
    std::vector<std::pair<Labels, std::vector<std::size_t>>> groups;
    std::map<Labels, std::size_t> known;
    for (std::size_t row = 0; row < frame.rows(); ++row) {
        Labels labels;
        for (const PanelField &field : frame.fields) {
            if (field.field.type() == FieldType::String && !field.field.values.isNull(row))
                labels.emplace(field.field.name, field.field.values.strings()[row]);
        }
        const auto [found, isNew] = known.emplace(labels, groups.size());
        if (isNew)
            groups.emplace_back(std::move(labels), std::vector<std::size_t>{});
        groups[found->second].second.push_back(row);
    }
    return groups;
}

void appendSeries(const PanelFrame &frame, Frames &frames)
{
    for (const auto &[labels, rows] : groupsOf(frame)) {
        Frame series{frame.name, frame.refId, frame.meta, {}};
        for (const PanelField &field : frame.fields) {
            if (field.field.type() == FieldType::String)
                continue;
            Field copy = field.field;
            copy.values = field.field.values.selected(rows);
            if (!field.isTime())
                copy.labels = labels;
            series.fields.push_back(std::move(copy));
        }
        frames.push_back(std::move(series));
    }
}

} // namespace

PanelFrames splitLongFrames(const PanelFrames &frames, const JsonValue &fieldConfig, const ViewContext &context,
                            std::vector<Notice> &notices)
{
    if (std::ranges::none_of(frames, isLong))
        return {};
    Frames split;
    for (const PanelFrame &frame : frames) {
        if (isLong(frame)) {
            appendSeries(frame, split);
            continue;
        }
        Frame same{frame.name, frame.refId, frame.meta, {}};
        for (const PanelField &field : frame.fields)
            same.fields.push_back(field.field);
        split.push_back(std::move(same));
    }
    return resolveFieldOptions(split, fieldConfig, {"palette-classic"}, context, notices);
}

} // namespace mdash
