#include "features/queries/influx/influxbackend.h"

#include "features/queries/answeredqueries.h"
#include "features/queries/datasourcehttp.h"
#include "features/queries/influx/influxanswer.h"
#include "features/queries/prometheus/promvariable.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

std::string secretText(const DataSourceSettings &source, const char *name)
{
    const auto found = source.secureJsonData.find(name);
    return found == source.secureJsonData.end() ? std::string() : found->second.reveal().toStdString();
}

Result<EgressRequest> influxQlRequest(const DataSourceSettings &source, const InfluxOptions &options, const InfluxTarget &target)
{
    FormText where, what;
    if (!options.database.empty())
        where.add("db", options.database);
    if (!source.user.empty() && !source.basicAuth)
        where.add("u", source.user).add("p", secretText(source, "password"));
    where.add("epoch", "ms");
    what.add("q", target.text);
    if (!options.usesPost)
        return requestTo(source, "query", where.addEncoded(what.text()).text());
    auto request = requestTo(source, "query", where.text());
    if (request) {
        request->method = "POST";
        request->headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        request->body = what.text();
    }
    return request;
}

Result<EgressRequest> fluxRequest(const DataSourceSettings &source, const InfluxOptions &options, const InfluxTarget &target)
{
    FormText where;
    if (!options.organization.empty())
        where.add("org", options.organization);
    auto request = requestTo(source, "api/v2/query", where.text());
    if (!request)
        return request;
    request->method = "POST";
    request->headers.emplace_back("Content-Type", "application/json");
    request->headers.emplace_back("Accept", "text/csv");
    if (const std::string token = secretText(source, "token"); !token.empty())
        request->headers.emplace_back("Authorization", "Token " + token);
    JsonWriter json(request->body);
    json.beginObject().member("query", target.text).member("type", "flux");
    json.rawMember("dialect", R"({"annotations":["datatype","group","default"],"delimiter":",","header":true})").endObject();
    return request;
}

Result<SentQuery> toSent(const DataSourceSettings &source, const InfluxOptions &options, const InfluxTarget &target)
{
    auto request = target.isFlux ? fluxRequest(source, options, target) : influxQlRequest(source, options, target);
    if (!request)
        return tl::unexpected(request.error());
    return SentQuery{target.refId, std::move(*request), [target](EgressResponse response) {
                         return target.isFlux ? parseFluxAnswer(response.body, response.status, target)
                                              : parseInfluxAnswer(response.body, response.status, target);
                     }};
}

} // namespace

QFuture<QueryResults> InfluxBackend::query(const DataSourceSettings &source, std::vector<DataQuery> queries)
{
    const InfluxOptions options = readInfluxOptions(source);
    QueryResults results;
    std::vector<SentQuery> ready;
    for (const DataQuery &query : queries) {
        const auto target = readInfluxTarget(query, options);
        auto sent = target ? toSent(source, options, *target) : Result<SentQuery>(tl::unexpected(target.error()));
        if (sent)
            ready.push_back(std::move(*sent));
        else
            results[query.refId].error = sent.error();
    }
    return sendAll(m_egress, m_executor, std::move(ready), std::move(results));
}

QFuture<Result<std::string>> InfluxBackend::checkHealth(const DataSourceSettings &source)
{
    const InfluxOptions options = readInfluxOptions(source);
    InfluxTarget target;
    target.isFlux = options.usesFlux;
    target.text = options.usesFlux ? "buckets()" : "SHOW MEASUREMENTS";
    const std::string thing = options.usesFlux ? "buckets" : "measurements";
    const auto sent = toSent(source, options, target);
    if (!sent)
        return readyFuture(Result<std::string>(tl::unexpected(sent.error())));
    return ask<std::string>(sent->request, [thing, read = sent->read](EgressResponse response) {
        return read(std::move(response)).map([&](const Frames &frames) {
            return "datasource is working. " + std::to_string(influxValues(frames).size()) + ' ' + thing + " found";
        });
    });
}

QFuture<Result<std::vector<std::string>>> InfluxBackend::variableValues(const DataSourceSettings &source, std::string query, TimeRange range)
{
    const InfluxOptions options = readInfluxOptions(source);
    DataQuery asked;
    asked.range = range;
    JsonWriter json(asked.model);
    json.beginObject().member("query", variableQueryText(query)).member("rawQuery", true).endObject();
    const auto target = readInfluxTarget(asked, options);
    const auto sent = target ? toSent(source, options, *target) : Result<SentQuery>(tl::unexpected(target.error()));
    if (!sent)
        return readyFuture(Result<std::vector<std::string>>(tl::unexpected(sent.error())));
    return ask<std::vector<std::string>>(sent->request, [read = sent->read](EgressResponse response) {
        return read(std::move(response)).map(influxValues);
    });
}

} // namespace mdash
