#pragma once

#include "panels/viewbuilders.h"

#include <optional>
#include <vector>

namespace mdash {

/// The grid of a heatmap: cells[i * y.size() + j] is column i, bucket j from below.
struct BucketGrid
{
    std::vector<view::Bucket> x;
    std::vector<view::Bucket> y;
    view::Numbers cells;
};

/// Buckets that the data source has counted: one series or field a bucket, named by its limit. Nothing if there are no
/// such data.
[[nodiscard]] std::optional<BucketGrid> givenBuckets(const ViewInput &input);

/// Buckets of our own counting, by `options.calculation`: how many values fall into which range in which stretch of
/// time.
[[nodiscard]] std::optional<BucketGrid> countedBuckets(const ViewInput &input);

} // namespace mdash
