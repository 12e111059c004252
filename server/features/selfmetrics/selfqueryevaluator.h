#pragma once

#include "features/selfmetrics/selfmetricsstore.h"
#include "features/selfmetrics/selfquery.h"
#include "frames/frame.h"

namespace mdash {

/// The times at which a query is evaluated, ms.
struct TimeGrid
{
    std::int64_t start = 0;
    std::int64_t step = 15'000;
    std::size_t count = 1;

    [[nodiscard]] std::int64_t at(std::size_t index) const { return start + static_cast<std::int64_t>(index) * step; }
};

/// One series on a grid; NaN where it has no value.
struct GridSeries
{
    Labels labels;
    std::vector<double> values;
    bool isScalar = false;
};

/// A series of stored samples.
struct StoredSeries
{
    Labels labels; // with __name__
    std::vector<std::int64_t> times;
    std::vector<double> values;
};

/// A sample counts for a moment up to so much later: four samples of a node. Older, and the node is gone.
constexpr std::int64_t sampleLifeMs = 60'000;

/// The series of @p samples that the selector @p node names. Fails with InvalidInput for a bad regular expression.
[[nodiscard]] Result<std::vector<StoredSeries>> selectSeries(const SelfQueryNode &node, const std::vector<SelfMetricsStore::Sample> &samples);

/// Evaluates @p node on stored samples, which reach back as far as longestWindow() and sampleLifeMs ask for. Pure.
[[nodiscard]] Result<std::vector<GridSeries>> evaluateSelfQuery(const SelfQueryNode &node, const std::vector<SelfMetricsStore::Sample> &samples,
                                                                const TimeGrid &grid);

} // namespace mdash
