#include "panels/fieldoptions.h"

#include "frames/fieldmatcher.h"
#include "frames/fieldnames.h"
#include "panels/fieldoptionsread.h"
#include "panels/interpolate.h"
#include "panels/viewmacros.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mdash {
namespace {

struct Override
{
    FieldMatcher matcher;
    std::vector<std::pair<std::string, JsonValue>> properties;
};

std::vector<Override> readOverrides(const JsonValue &json, std::vector<Notice> &notices)
{
    std::vector<Override> overrides;
    for (const JsonValue &one : json.elements()) {
        std::string error;
        auto matcher = FieldMatcher::read(one["matcher"], error);
        if (!error.empty())
            notices.push_back({"warning", "An override is left out: " + error});
        if (!matcher)
            continue;
        Override read{*std::move(matcher), {}};
        for (const JsonValue &property : one["properties"].elements())
            read.properties.emplace_back(property["id"].string(), property["value"]);
        overrides.push_back(std::move(read));
    }
    return overrides;
}

struct Extent
{
    double min = std::numeric_limits<double>::infinity();
    double max = -std::numeric_limits<double>::infinity();

    void add(const Column &column)
    {
        if (column.type() != FieldType::Number)
            return;
        const std::vector<double> &numbers = column.numbers();
        for (std::size_t row = 0; row < numbers.size(); ++row) {
            if (column.isNull(row) || !std::isfinite(numbers[row]))
                continue;
            min = std::min(min, numbers[row]);
            max = std::max(max, numbers[row]);
        }
    }
    [[nodiscard]] bool isEmpty() const { return min > max; }
};

/// What the data source or a transformation says about a field counts more than the panel's defaults, less than its
/// overrides.
void takeFromSource(FieldOptions &options, const FieldConfig &config)
{
    if (!config.unit.empty())
        options.unit = config.unit;
    if (config.decimals)
        options.decimals = static_cast<int>(std::clamp(*config.decimals, -20.0, 20.0));
    if (config.min)
        options.min = config.min;
    if (config.max)
        options.max = config.max;
    if (!config.displayName.empty())
        options.displayName.clear(); // the field's name is that already
}

void setRange(PanelField &field, const Extent &all)
{
    Extent extent = all;
    if (field.options.ownRange) {
        extent = {};
        extent.add(field.field.values);
    }
    field.min = field.options.min.value_or(extent.isEmpty() ? 0 : extent.min);
    field.max = field.options.max.value_or(extent.isEmpty() ? field.min : extent.max);
    if (field.options.min && !field.options.max)
        field.max = std::max(field.min, field.max);
}

std::string finalName(const PanelField &field, const std::string &frameName, const ViewContext &context)
{
    if (field.options.displayName.empty())
        return field.name;
    const Scope scope = fieldScope(context.scope, field.field, field.name, frameName);
    return interpolate(field.options.displayName, scope, "text");
}

} // namespace

const PanelField *PanelFrame::first(FieldType type) const
{
    for (const PanelField &field : fields) {
        if (field.field.type() == type)
            return &field;
    }
    return nullptr;
}

std::string ViewContext::replaced(std::string_view text) const
{
    return scope ? interpolate(text, *scope, "text") : std::string(text);
}

PanelFrames resolveFieldOptions(const Frames &frames, const JsonValue &fieldConfig, const FieldDefaults &defaults,
                                const ViewContext &context, std::vector<Notice> &notices)
{
    const FieldOptions base = readFieldDefaults(fieldConfig["defaults"], defaults);
    const std::vector<Override> overrides = readOverrides(fieldConfig["overrides"], notices);
    const std::vector<std::vector<std::string>> names = fieldDisplayNames(frames);
    Extent all;
    for (const Frame &frame : frames) {
        for (const Field &field : frame.fields)
            all.add(field.values);
    }

    PanelFrames resolved;
    std::size_t series = 0;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const Frame &frame = frames[i];
        PanelFrame &target = resolved.emplace_back(PanelFrame{frame.name, frame.refId, frame.meta, {}});
        for (std::size_t k = 0; k < frame.fields.size(); ++k) {
            PanelField field{.field = frame.fields[k], .name = names[i][k], .series = series, .options = base};
            series += field.isTime() ? 0 : 1;
            takeFromSource(field.options, frame.fields[k].config);
            for (const Override &one : overrides) {
                if (!one.matcher.matches(frame, k, names[i][k]))
                    continue;
                for (const auto &[id, value] : one.properties)
                    setFieldOption(field.options, id, value);
            }
            setRange(field, all);
            field.name = finalName(field, frame.name, context);
            target.fields.push_back(std::move(field));
        }
    }
    return resolved;
}

} // namespace mdash
