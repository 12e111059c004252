#pragma once

#include "features/queries/prometheus/promanswer.h"
#include "features/queries/prometheus/promtarget.h"

namespace mdash {

/// Series name after the legend rules of ds-query §4.5; empty = the reader derives it from the labels.
[[nodiscard]] std::string promSeriesName(const Labels &metric, const PromTarget &target);
/// `name{a="b", c="d"}`, labels sorted, values quoted.
[[nodiscard]] std::string promMetricText(const Labels &metric);

/// One frame a series, sample or scalar; native histograms as heatmap cells; exemplars as one frame.
[[nodiscard]] Frames promFrames(PromAnswer answer, const PromTarget &target);

/// `format: table`: the rows of all frames as one frame with a column for every label. @p valueName is the name of the
/// number column ("Value", or "Value #A" when several tables stand side by side).
[[nodiscard]] Frames promTable(const Frames &frames, const std::string &valueName);
/// `format: heatmap`: cumulative buckets sorted by `le`, each less its lower neighbour, as one frame with a field a bucket.
[[nodiscard]] Frames promHeatmap(const Frames &frames);

} // namespace mdash
