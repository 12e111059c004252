#pragma once

#include "features/queries/prometheus/promanswer.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdash {

/// What a query variable asks a Prometheus for.
struct PromVariable
{
    enum class Kind {
        LabelNames,  // label_names()
        LabelValues, // label_values(label), label_values(selector, label)
        Metrics,     // metrics(regexp)
        QueryResult, // query_result(expr)
        Series       // anything else: a selector
    };
    Kind kind = Kind::Series;
    std::string label;    // of LabelValues
    std::string selector; // match[] of LabelValues and Series, expression of QueryResult, pattern of Metrics and LabelNames
};

/// Reads the text of a variable's query. Fails with InvalidInput that names the expected forms.
[[nodiscard]] Result<PromVariable> parsePromVariable(std::string_view query);

/// The text of a query as dashboards keep it: the string itself, or the member `query` of an object.
[[nodiscard]] std::string variableQueryText(std::string_view query);

/// `name{a="b",c="d"}`, as a variable's value names a series.
[[nodiscard]] std::string promSeriesText(const Labels &metric);

/// `name{…} value time` of every sample, as query_result() gives them.
[[nodiscard]] std::vector<std::string> promSampleTexts(const PromAnswer &answer);

/// Each of @p found once, in their order; of metrics and label names those that match the variable's pattern.
[[nodiscard]] Result<std::vector<std::string>> promValuesOf(const PromVariable &variable, const std::vector<std::string> &found);

/// Values out of the body of /api/v1/labels, /label/…/values, /series or /query, in the order of the answer, each once.
[[nodiscard]] Result<std::vector<std::string>> readPromValues(const PromVariable &variable, std::string body, int status);

} // namespace mdash
