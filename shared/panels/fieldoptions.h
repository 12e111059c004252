#pragma once

#include "base/json.h"
#include "frames/frame.h"
#include "frames/valueformat.h"
#include "panels/panelview.h"
#include "panels/viewcontext.h"
#include "panels/viewmappings.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mdash {

struct ThresholdStep
{
    double from = 0; // minus infinity for the first
    view::Colour colour;
};

struct Thresholds
{
    bool percentage = false;
    std::vector<ThresholdStep> steps; // ascending, never empty

    /// The colour of @p value; @p ratio, its place between min and max, decides for percentages.
    [[nodiscard]] const view::Colour &colourAt(double value, double ratio) const;
};

struct ColourMode
{
    std::string id; // fixed, thresholds, palette-classic, palette-classic-by-name, shades, continuous-…
    view::Colour fixed = "text";
    std::string seriesBy = "last"; // the value that gives a series its colour

    [[nodiscard]] bool byValue() const { return id == "thresholds" || id.starts_with("continuous-"); }
};

/// A link before its macros are replaced.
struct LinkTemplate
{
    std::string title;
    std::string url;
    bool newTab = false;
};

/// The `custom` options of a field: the defaults' object with overrides on top. Values point into the dashboard's
/// document.
class CustomOptions
{
public:
    CustomOptions() = default;
    explicit CustomOptions(JsonValue base) : m_base(base) {}

    void set(std::string_view path, JsonValue value) { m_overrides.emplace_back(path, value); }
    /// @p path like `lineWidth` or `hideFrom.viz`; a value that does not exist if nobody set it.
    [[nodiscard]] JsonValue operator[](std::string_view path) const;

private:
    JsonValue m_base;
    std::vector<std::pair<std::string, JsonValue>> m_overrides;
};

/// What is known about how to show a field, after defaults and overrides.
struct FieldOptions
{
    std::string unit;
    std::optional<int> decimals;
    std::optional<double> min, max;
    bool ownRange = false;   // min and max of this field alone where none are set
    std::string displayName; // as set, before its macros are replaced
    std::string noValue;
    ColourMode colour;
    Thresholds thresholds;
    ValueMappings mappings;
    std::vector<LinkTemplate> links;
    CustomOptions custom;
};

/// A field with everything that is known about it.
struct PanelField
{
    Field field;
    std::string name;       // as people see it
    std::size_t series = 0; // number among the fields that are no times, over all frames
    FieldOptions options;
    double min = 0; // of the options, else of the values; min == max if there is nothing between
    double max = 0;

    [[nodiscard]] bool isNumber() const { return field.type() == FieldType::Number; }
    [[nodiscard]] bool isTime() const { return field.type() == FieldType::Time; }
};

struct PanelFrame
{
    std::string name;
    std::string refId;
    FrameMeta meta;
    std::vector<PanelField> fields;

    [[nodiscard]] std::size_t rows() const { return fields.empty() ? 0 : fields.front().field.values.size(); }
    /// The first field of that type, or nullptr.
    [[nodiscard]] const PanelField *first(FieldType type) const;
};

using PanelFrames = std::vector<PanelFrame>;

/// What a panel type takes where its options say nothing.
struct FieldDefaults
{
    std::string_view colourMode = "thresholds";
};

/// Puts defaults and overrides of @p fieldConfig (`{"defaults":{…},"overrides":[…]}`) on the fields of @p frames.
/// What cannot be understood is left out; a regular expression that is wrong adds to @p notices.
[[nodiscard]] PanelFrames resolveFieldOptions(const Frames &frames, const JsonValue &fieldConfig,
                                              const FieldDefaults &defaults, const ViewContext &context,
                                              std::vector<Notice> &notices);

/// A number, or a text that is one.
[[nodiscard]] std::optional<double> numberIn(const JsonValue &json);

} // namespace mdash
