#include "features/queries/prometheus/promvariable.h"

#include "base/json.h"
#include "base/regex.h"
#include "base/utf8.h"
#include "features/queries/prometheus/promanswer.h"

#include <charconv>
#include <unordered_set>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

/// What stands in the parentheses of `name(…)`; nullopt if @p text is no such call.
std::optional<std::string_view> argumentsOf(std::string_view text, std::string_view name)
{
    if (!text.starts_with(name))
        return std::nullopt;
    const std::string_view rest = trimmed(text.substr(name.size()));
    if (rest.size() < 2 || rest.front() != '(' || rest.back() != ')')
        return std::nullopt;
    return trimmed(rest.substr(1, rest.size() - 2));
}

bool isLabelName(std::string_view text)
{
    return !text.empty() && text.find_first_of("{}()\"'=, \t\n") == std::string_view::npos;
}

Result<PromVariable> labelValues(std::string_view arguments)
{
    // The label is what follows the last comma, if it can be a label: commas also stand inside a selector.
    const auto comma = arguments.rfind(',');
    const std::string_view label = trimmed(comma == std::string_view::npos ? arguments : arguments.substr(comma + 1));
    if (!isLabelName(label))
        return fail(ErrorCode::InvalidInput, u"label_values: expected a label, or a selector and a label, got \"%1\""_s.arg(fromUtf8(arguments)));
    PromVariable variable{.kind = PromVariable::Kind::LabelValues, .label = std::string(label), .selector = {}};
    if (comma != std::string_view::npos)
        variable.selector = trimmed(arguments.substr(0, comma));
    return variable;
}

std::string numberText(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number > 0 ? "+Inf" : "-Inf";
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    return {buffer, end};
}

Result<JsonDocument> parseList(const std::string &body, int status)
{
    auto document = JsonDocument::parse(body, {.bytes = 64u << 20});
    if (document && document->root()["status"].string() == "success" && document->root()["data"].isArray())
        return document;
    const auto error = parsePromAnswer(body, status); // it has the words for what went wrong
    if (!error)
        return tl::unexpected(error.error());
    return fail(ErrorCode::BadGateway, u"The data source's answer is not that of a Prometheus API"_s);
}

} // namespace

std::string promSeriesText(const Labels &metric)
{
    std::string text;
    std::string inner;
    for (const auto &[label, value] : metric) {
        if (label == "__name__") {
            text = value;
        } else {
            inner += inner.empty() ? "" : ",";
            inner += label + "=\"" + value + '"';
        }
    }
    return text + '{' + inner + '}';
}

std::string variableQueryText(std::string_view query)
{
    if (trimmed(query).starts_with('{')) {
        const auto document = JsonDocument::parse(query);
        if (document && document->root()["query"].isString())
            return std::string(document->root()["query"].string());
        if (document && document->root()["expr"].isString())
            return std::string(document->root()["expr"].string());
    } else if (trimmed(query).starts_with('"')) {
        const auto document = JsonDocument::parse(query);
        if (document)
            return std::string(document->root().string());
    }
    return std::string(query);
}

Result<PromVariable> parsePromVariable(std::string_view query)
{
    using Kind = PromVariable::Kind;
    const std::string_view text = trimmed(query);
    if (text.empty())
        return fail(ErrorCode::InvalidInput,
                    u"The variable's query is empty: expected label_values(…), label_names(), metrics(…), query_result(…) or a selector"_s);
    if (const auto arguments = argumentsOf(text, "label_values"))
        return labelValues(*arguments);
    if (const auto arguments = argumentsOf(text, "label_names"))
        return PromVariable{Kind::LabelNames, {}, std::string(*arguments)};
    if (const auto arguments = argumentsOf(text, "metrics"))
        return PromVariable{Kind::Metrics, "__name__", std::string(*arguments)};
    if (const auto arguments = argumentsOf(text, "query_result"))
        return PromVariable{Kind::QueryResult, {}, std::string(*arguments)};
    return PromVariable{Kind::Series, {}, std::string(text)};
}

Result<std::vector<std::string>> promValuesOf(const PromVariable &variable, const std::vector<std::string> &found)
{
    const bool isMatched = variable.kind == PromVariable::Kind::Metrics || variable.kind == PromVariable::Kind::LabelNames;
    std::optional<Regex> pattern;
    if (isMatched && !variable.selector.empty()) {
        auto compiled = Regex::compile(variable.selector);
        if (!compiled)
            return tl::unexpected(compiled.error());
        pattern = std::move(*compiled);
    }
    std::vector<std::string> values;
    std::unordered_set<std::string> known;
    for (const std::string &value : found) {
        if ((!pattern || pattern->matches(value)) && known.insert(value).second)
            values.push_back(value);
    }
    return values;
}

std::vector<std::string> promSampleTexts(const PromAnswer &answer)
{
    if (answer.resultType == "string")
        return {answer.text};
    std::vector<std::string> values;
    for (const PromSeries &series : answer.series) {
        const std::string number = numberText(series.values.front());
        values.push_back(answer.resultType == "scalar"
                             ? number
                             : promSeriesText(series.metric) + ' ' + number + ' ' + std::to_string(series.times.front()));
    }
    return values;
}

Result<std::vector<std::string>> readPromValues(const PromVariable &variable, std::string body, int status)
{
    if (variable.kind == PromVariable::Kind::QueryResult) {
        const auto answer = parsePromAnswer(std::move(body), status);
        if (!answer)
            return tl::unexpected(answer.error());
        return promValuesOf(variable, promSampleTexts(*answer));
    }
    const auto document = parseList(body, status);
    if (!document)
        return tl::unexpected(document.error());
    std::vector<std::string> found;
    for (const JsonValue &element : document->root()["data"].elements()) {
        Labels metric;
        for (const auto &[name, value] : element.members())
            metric.emplace(name, value.string());
        found.push_back(element.isObject() ? promSeriesText(metric) : std::string(element.string()));
    }
    return promValuesOf(variable, found);
}

} // namespace mdash
