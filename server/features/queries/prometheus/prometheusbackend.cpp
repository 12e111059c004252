#include "features/queries/prometheus/prometheusbackend.h"

#include "base/queryinterval.h"
#include "base/utf8.h"
#include "features/queries/datasourcehttp.h"
#include "features/queries/prometheus/promframes.h"
#include "features/queries/prometheus/promvariable.h"

#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

using Clockwork = std::chrono::steady_clock; // measures how long a query took; decides nothing

Result<EgressRequest> apiRequest(const DataSourceSettings &source, const PromOptions &options, std::string_view path, FormText form)
{
    form.addEncoded(options.customParameters);
    if (!options.usesPost)
        return requestTo(source, path, form.text());
    auto request = requestTo(source, path);
    if (request) {
        request->method = "POST";
        request->headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        request->body = form.text();
    }
    return request;
}

Result<EgressRequest> rangeRequest(const DataSourceSettings &source, const PromOptions &options, const PromTarget &target,
                                   std::string_view path)
{
    FormText form;
    form.add("query", target.expr)
        .add("start", promSeconds(target.start.time_since_epoch().count()))
        .add("end", promSeconds(target.end.time_since_epoch().count()));
    if (path == "api/v1/query_range")
        form.add("step", promSeconds(target.step.count()));
    return apiRequest(source, options, path, form);
}

Result<EgressRequest> instantRequest(const DataSourceSettings &source, const PromOptions &options, const std::string &expr, TimePoint time)
{
    FormText form;
    form.add("query", expr).add("time", promSeconds(time.time_since_epoch().count()));
    return apiRequest(source, options, "api/v1/query", form);
}

/// Requests of one target in the order of their frames.
std::vector<Result<EgressRequest>> requestsOf(const DataSourceSettings &source, const PromOptions &options, const PromTarget &target)
{
    std::vector<Result<EgressRequest>> requests;
    if (target.instant)
        requests.push_back(instantRequest(source, options, target.expr, target.instantTime));
    if (target.range)
        requests.push_back(rangeRequest(source, options, target, "api/v1/query_range"));
    if (target.exemplars)
        requests.push_back(rangeRequest(source, options, target, "api/v1/query_exemplars"));
    return requests;
}

/// One upstream answer of a target, read.
struct Part
{
    std::string refId;
    Result<Frames> frames;
    Millis took{0};
    bool isOptional = false; // exemplars: their failure is a notice, not an error
};

struct Batch
{
    std::vector<QFuture<Part>> parts;
    std::map<std::string, PromTarget> targets;
    std::map<std::string, bool> appliesFormat;
    QueryResults results;
};

Part readPart(const PromTarget &target, Result<EgressResponse> response, Clockwork::time_point begun, bool isOptional)
{
    Part part{.refId = target.refId, .frames = Frames{}, .took = {}, .isOptional = isOptional};
    if (!response) {
        part.frames = tl::unexpected(response.error());
    } else {
        auto answer = parsePromAnswer(std::move(response->body), response->status);
        part.frames = answer ? Result<Frames>(promFrames(std::move(*answer), target)) : tl::unexpected(answer.error());
    }
    part.took = std::chrono::duration_cast<Millis>(Clockwork::now() - begun);
    return part;
}

void merge(QueryResult &result, Part part)
{
    result.took = std::max(result.took, part.took);
    if (part.frames) {
        std::move(part.frames->begin(), part.frames->end(), std::back_inserter(result.frames));
        return;
    }
    if (!part.isOptional)
        result.error = part.frames.error();
    else if (!result.frames.empty())
        result.frames.front().meta.notices.push_back({"warning", "Exemplars: " + part.frames.error().detail.toStdString()});
}

/// Gives panels the shape that the query's format asks for.
void applyFormats(Batch &batch)
{
    std::size_t tables = 0;
    for (const auto &[refId, target] : batch.targets)
        tables += target.format == "table" ? 1 : 0;
    for (auto &[refId, result] : batch.results) {
        const auto target = batch.targets.find(refId);
        if (target == batch.targets.end() || !batch.appliesFormat[refId])
            continue;
        if (target->second.format == "table")
            result.frames = promTable(result.frames, tables > 1 ? "Value #" + refId : "Value");
        else if (target->second.format == "heatmap")
            result.frames = promHeatmap(result.frames);
    }
}

} // namespace

QFuture<QueryResults> PrometheusBackend::query(const DataSourceSettings &source, std::vector<DataQuery> queries)
{
    const PromOptions options = readPromOptions(source);
    auto batch = std::make_shared<Batch>();
    for (const DataQuery &query : queries) {
        auto target = readPromTarget(query, options);
        if (!target) {
            batch->results[query.refId].error = target.error();
            continue;
        }
        batch->targets[query.refId] = *target;
        batch->appliesFormat[query.refId] = query.appliesFormat;
        for (auto &request : requestsOf(source, options, *target)) {
            if (!request) {
                batch->results[query.refId].error = request.error();
                break;
            }
            request->isUnwanted = query.isUnwanted;
            const bool isOptional = request->url.find("query_exemplars") != std::string::npos;
            batch->parts.push_back(thenOn(m_executor, m_egress.send(std::move(*request)),
                                          [target = *target, begun = Clockwork::now(), isOptional](Result<EgressResponse> response) {
                                              return readPart(target, std::move(response), begun, isOptional);
                                          }));
        }
    }
    if (batch->parts.empty())
        return readyFuture(std::move(batch->results));
    return QtFuture::whenAll(batch->parts.begin(), batch->parts.end())
        .then(QtFuture::Launch::Sync, [batch](const QList<QFuture<Part>> &parts) {
            for (const QFuture<Part> &done : parts) {
                Part part = takeResultOf(done);
                QueryResult &result = batch->results[part.refId];
                merge(result, std::move(part));
            }
            applyFormats(*batch);
            return std::move(batch->results);
        });
}

QFuture<Result<std::string>> PrometheusBackend::checkHealth(const DataSourceSettings &source)
{
    FormText form;
    form.add("query", "1+1");
    return ask<std::string>(hurried(apiRequest(source, readPromOptions(source), "api/v1/query", form)), [](EgressResponse response) {
        return parsePromAnswer(std::move(response.body), response.status).map([](const auto &) {
            return std::string("Successfully queried the Prometheus API.");
        });
    });
}

QFuture<Result<std::vector<std::string>>> PrometheusBackend::variableValues(const DataSourceSettings &source, std::string query,
                                                                            TimeRange range)
{
    using Values = Result<std::vector<std::string>>;
    using Kind = PromVariable::Kind;
    const PromOptions options = readPromOptions(source);
    const Millis step = parseMinInterval(options.scrapeInterval).value_or(Millis(15'000));
    const std::string text = replacePromMacros(variableQueryText(query), range, step, rateInterval(step, step));
    const auto variable = parsePromVariable(text);
    if (!variable)
        return readyFuture(Values(tl::unexpected(variable.error())));
    FormText form;
    std::string path = "api/v1/labels";
    if (variable->kind == Kind::LabelValues || variable->kind == Kind::Metrics)
        path = "api/v1/label/" + percentEncoded(variable->label) + "/values";
    else if (variable->kind == Kind::Series)
        path = "api/v1/series";
    const bool hasSelector = variable->kind == Kind::LabelValues || variable->kind == Kind::Series;
    if (hasSelector && !variable->selector.empty())
        form.add("match[]", variable->selector);
    form.add("start", promSeconds(range.from.time_since_epoch().count())).add("end", promSeconds(range.to.time_since_epoch().count()));
    form.addEncoded(options.customParameters);
    // These are GET only in a Prometheus, but for query and series.
    auto request = variable->kind == Kind::QueryResult ? instantRequest(source, options, variable->selector, range.to)
                                                       : requestTo(source, path, form.text());
    return ask<std::vector<std::string>>(std::move(request), [variable = *variable](EgressResponse response) {
        return readPromValues(variable, std::move(response.body), response.status);
    });
}

} // namespace mdash
