#pragma once

#include "base/error.h"
#include "frames/frame.h"

#include <string>
#include <vector>

namespace mdash {

/// One series or sample of an answer: what was measured and the points. A scalar has no metric.
struct PromSeries
{
    Labels metric;
    std::vector<std::int64_t> times; // ms
    std::vector<double> values;
};

/// One bucket of a native histogram at one time.
struct PromBucket
{
    std::int64_t time = 0; // ms
    double low = 0, high = 0, count = 0;
};

struct PromHistogram
{
    Labels metric;
    std::vector<PromBucket> buckets;
};

/// What Prometheus answered to query, query_range or query_exemplars.
struct PromAnswer
{
    std::string resultType; // matrix, vector, scalar, string, exemplar
    std::vector<PromSeries> series;
    std::vector<PromHistogram> histograms;
    std::string text; // of a string result
    std::int64_t textTime = 0;
    struct Exemplar
    {
        Labels labels;
        std::int64_t time = 0;
        double value = 0;
    };
    std::vector<Exemplar> exemplars;
    std::vector<Notice> notices; // warnings and infos
};

/// Reads the body of an answer with HTTP status @p status. An error of Prometheus fails with InvalidInput (bad_data),
/// Timeout or BadGateway and says "<errorType>: <error>"; what is no Prometheus answer fails with BadGateway.
/// @p body is padded in place, so give it away.
[[nodiscard]] Result<PromAnswer> parsePromAnswer(std::string body, int status);

/// `NaN`, `+Inf`, `-Inf` and decimals; NaN for what is no number.
[[nodiscard]] double parseSampleValue(std::string_view text);

} // namespace mdash
