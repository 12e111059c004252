#include "features/queries/loki/lokibackend.h"

#include "base/duration.h"
#include "base/queryinterval.h"
#include "base/utf8.h"
#include "features/queries/answeredqueries.h"
#include "features/queries/datasourcehttp.h"
#include "features/queries/loki/lokianswer.h"
#include "features/queries/prometheus/promframes.h"
#include "features/queries/prometheus/promvariable.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qint64 mostLines = 5'000; // Loki's own limit

std::string nanoseconds(TimePoint time)
{
    return std::to_string(time.time_since_epoch().count()) + "000000";
}

Millis stepOf(const DataQuery &query, const JsonValue &model)
{
    if (const auto own = parseMinInterval(model["step"].string()))
        return *own;
    const qint64 resolution = std::clamp<qint64>(model["resolution"].integer(1), 1, 100);
    constexpr qint64 mostPoints = 11'000;
    const Millis safe((query.range.length().count() + mostPoints - 1) / mostPoints);
    return std::max({Millis(query.interval * resolution), safe, Millis(1)});
}

/// Model and macros of one query; the request to ask it.
Result<SentQuery> readQuery(const DataSourceSettings &source, const DataQuery &query)
{
    const auto document = JsonDocument::parse(query.model);
    if (!document)
        return tl::unexpected(document.error());
    const JsonValue model = document->root();
    const std::string_view expr = model["expr"].string();
    if (expr.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return fail(ErrorCode::InvalidInput, u"Query %1: expr is empty: expected a LogQL expression"_s.arg(fromUtf8(query.refId)));
    PromTarget target;
    target.refId = query.refId;
    target.step = stepOf(query, model);
    target.legendFormat = model["legendFormat"].string();
    target.expr = replacePromMacros(expr, query.range, target.step, target.step);
    target.executed = "Expr: " + target.expr;
    const bool isInstant = query.queryType == "instant" || model["queryType"].string() == "instant" || model["instant"].boolean();
    const bool isForward = model["direction"].string() == "forward";
    FormText form;
    form.add("query", target.expr).add("direction", isForward ? "forward" : "backward");
    form.add("limit", std::to_string(std::clamp<qint64>(model["maxLines"].integer(1'000), 1, mostLines)));
    if (isInstant)
        form.add("time", nanoseconds(query.range.to));
    else
        form.add("start", nanoseconds(query.range.from)).add("end", nanoseconds(query.range.to)).add("step", promSeconds(target.step.count()));
    auto request = requestTo(source, isInstant ? "loki/api/v1/query" : "loki/api/v1/query_range", form.text());
    if (!request)
        return tl::unexpected(request.error());
    return SentQuery{query.refId, std::move(*request), [target, isForward](EgressResponse response) -> Result<Frames> {
                         auto answer = parseLokiAnswer(std::move(response.body), response.status);
                         if (!answer)
                             return tl::unexpected(answer.error());
                         if (answer->isLines)
                             return Frames{lokiLinesFrame(*answer, target.refId, target.executed, isForward)};
                         return promFrames(std::move(answer->numbers), target);
                     }};
}

/// What a variable asks for: Prometheus' forms, or the object of the query editor.
Result<PromVariable> readVariable(std::string_view query)
{
    const auto document = JsonDocument::parse(query);
    if (document && document->root().isObject() && document->root()["type"].isNumber()) {
        const JsonValue model = document->root();
        if (model["type"].integer() == 0)
            return PromVariable{PromVariable::Kind::LabelNames, {}, {}};
        return PromVariable{PromVariable::Kind::LabelValues, std::string(model["label"].string()), std::string(model["stream"].string())};
    }
    auto variable = parsePromVariable(variableQueryText(query));
    if (variable && variable->kind != PromVariable::Kind::LabelNames && variable->kind != PromVariable::Kind::LabelValues)
        return fail(ErrorCode::InvalidInput, u"The variable's query: expected label_names(), label_values(label) or label_values({…}, label)"_s);
    return variable;
}

} // namespace

QFuture<QueryResults> LokiBackend::query(const DataSourceSettings &source, std::vector<DataQuery> queries)
{
    QueryResults results;
    std::vector<SentQuery> ready;
    for (const DataQuery &query : queries) {
        auto read = readQuery(source, query);
        if (read)
            ready.push_back(std::move(*read));
        else
            results[query.refId].error = read.error();
    }
    return sendAll(m_egress, m_executor, std::move(ready), std::move(results));
}

QFuture<Result<std::string>> LokiBackend::checkHealth(const DataSourceSettings &source)
{
    return ask<std::string>(hurried(requestTo(source, "loki/api/v1/labels")), [](EgressResponse response) {
        const PromVariable names{PromVariable::Kind::LabelNames, {}, {}};
        return readPromValues(names, std::move(response.body), response.status).map([](const auto &) {
            return std::string("Data source successfully connected.");
        });
    });
}

QFuture<Result<std::vector<std::string>>> LokiBackend::variableValues(const DataSourceSettings &source, std::string query, TimeRange range)
{
    using Values = Result<std::vector<std::string>>;
    const auto variable = readVariable(query);
    if (!variable)
        return readyFuture(Values(tl::unexpected(variable.error())));
    FormText form;
    form.add("start", nanoseconds(range.from)).add("end", nanoseconds(range.to));
    if (!variable->selector.empty() && variable->kind == PromVariable::Kind::LabelValues)
        form.add("query", variable->selector);
    const bool isNames = variable->kind == PromVariable::Kind::LabelNames;
    auto request = requestTo(source, isNames ? "loki/api/v1/labels" : "loki/api/v1/label/" + percentEncoded(variable->label) + "/values", form.text());
    return ask<std::vector<std::string>>(std::move(request), [variable = *variable](EgressResponse response) {
        return readPromValues(variable, std::move(response.body), response.status);
    });
}

} // namespace mdash
