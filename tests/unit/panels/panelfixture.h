#pragma once

#include "api/panelviewjson.h"
#include "base/json.h"
#include "panels/dashboardmodel.h"
#include "panels/view.h"

#include <cmath>
#include <string>
#include <vector>

namespace mdash::test {

inline constexpr std::int64_t start = 1'700'000'000'000; // 2023-11-14 22:13:20 UTC

/// A panel from the JSON that a dashboard has after upgrade; keeps the JSON alive.
class PanelFixture
{
public:
    explicit PanelFixture(const std::string &json) : m_document(JsonDocument::parse(json).value())
    {
        const JsonValue root = m_document.root();
        panel.id = 1;
        panel.type = root["type"].string("timeseries");
        panel.title = root["title"].string();
        panel.options = root["options"];
        panel.fieldConfig = root["fieldConfig"];
        panel.transformations = root["transformations"].elements();
    }

    [[nodiscard]] PanelView view(Frames frames, const ViewContext &context) const { return buildPanelView(panel, std::move(frames), context); }
    [[nodiscard]] PanelView view(Frames frames) const { return view(std::move(frames), context()); }

    static ViewContext context()
    {
        ViewContext context;
        context.range = {TimePoint(Millis(start)), TimePoint(Millis(start + 3'600'000))};
        context.now = context.range.to;
        return context;
    }

    PanelModel panel;

private:
    JsonDocument m_document;
};

inline std::string jsonOf(const PanelView &view)
{
    std::string text;
    JsonWriter writer(text);
    writePanelView(writer, view);
    return text;
}

/// Numbers in which NaN stands for null; use an infinity for itself.
inline Column numbers(const std::vector<double> &values)
{
    Column column(FieldType::Number);
    for (const double value : values) {
        if (std::isnan(value))
            column.appendNull();
        else
            column.append(value);
    }
    return column;
}

inline Field field(std::string name, Column values, Labels labels = {})
{
    Field field;
    field.name = std::move(name);
    field.values = std::move(values);
    if (!labels.empty())
        field.labels = std::move(labels);
    return field;
}

/// A frame as Prometheus sends it: times @p stepMs apart and one value field.
inline Frame series(const std::string &name, const std::vector<double> &values, std::int64_t stepMs = 60'000, std::int64_t from = start)
{
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < values.size(); ++i)
        times.push_back(from + static_cast<std::int64_t>(i) * stepMs);
    Frame frame;
    frame.refId = "A";
    frame.fields.push_back(field("Time", Column::times(std::move(times))));
    frame.fields.front().config.intervalMs = static_cast<double>(stepMs);
    frame.fields.push_back(field("Value", numbers(values), {{"instance", name}}));
    frame.fields.back().config.displayNameFromDS = name;
    return frame;
}

} // namespace mdash::test
