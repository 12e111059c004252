#pragma once

#include "features/queries/prometheus/promanswer.h"

#include <string>

namespace mdash {

/// A stream of log lines with its labels.
struct LokiLine
{
    std::size_t stream = 0; // index of the labels
    std::string nanoseconds; // Unix time, as Loki writes it
    std::string text;
};

/// What Loki answered: lines, or numbers as Prometheus gives them.
struct LokiAnswer
{
    bool isLines = false;
    std::vector<Labels> streams;
    std::vector<LokiLine> lines; // in the order of the answer
    PromAnswer numbers;
};

/// Fails with InvalidInput that carries Loki's words for a query that it refused, with BadGateway for what is no answer.
[[nodiscard]] Result<LokiAnswer> parseLokiAnswer(std::string body, int status);

/// One frame of all lines: labels (an object's text), Time, Line, tsNs, id; latest first unless @p isForward.
[[nodiscard]] Frame lokiLinesFrame(const LokiAnswer &answer, const std::string &refId, const std::string &executed, bool isForward);

} // namespace mdash
