#pragma once

#include "panels/jsontree.h"

namespace mdash {

/// One setting of a field by its override id: `unit`, `decimals`, `custom.lineWidth` …
using FieldProperties = std::vector<std::pair<std::string, JsonTree>>;

/// A panel's `fieldConfig` while an upgrade step builds it.
class FieldConfigTree
{
public:
    FieldConfigTree() = default;
    /// Starts from what the panel has.
    explicit FieldConfigTree(const JsonTree &fieldConfig);

    /// Sets a default; null is left out. Ids that begin with `custom.` go there.
    FieldConfigTree &set(std::string_view id, JsonTree value);
    [[nodiscard]] JsonTree &defaults() { return m_defaults; }
    [[nodiscard]] const JsonTree &defaults() const { return m_defaults; }
    /// Adds @p value to the override for fields that @p matcher with @p options finds; one is made if there is none yet.
    void addOverride(std::string_view matcher, const JsonTree &options, std::string_view id, JsonTree value);
    void addOverride(std::string_view matcher, const JsonTree &options, const FieldProperties &properties);
    [[nodiscard]] JsonTree take();

private:
    JsonTree m_defaults = JsonTree::object();
    JsonTree m_overrides = JsonTree::array();
};

/// `byRegexp` with the text for `/text/`, else `byName`: how old dashboards name series.
[[nodiscard]] std::string_view seriesMatcher(std::string_view alias);

/// `{"mode":"fixed","fixedColor":…}`
[[nodiscard]] JsonTree fixedColour(std::string_view colour);

/// Absolute thresholds from old lists of limits and colours: the first colour is below the first limit.
[[nodiscard]] JsonTree thresholdSteps(const std::vector<double> &limits, const std::vector<std::string> &colours);

/// "50, 80" → 50, 80; also a list of numbers or of such strings. What is no number is left out.
[[nodiscard]] std::vector<double> limitsOf(const JsonTree &value);

/// A reducer by the name that an old panel used: `avg` is `mean`, `current` is `lastNotNull`, …
[[nodiscard]] std::string_view reducerName(std::string_view old);

} // namespace mdash
