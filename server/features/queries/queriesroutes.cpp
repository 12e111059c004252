#include "features/queries/queriesroutes.h"

#include "features/queries/queryjson.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

Result<Response> toAnswer(const QueryResults &results, int statusOfFailure)
{
    for (const auto &[refId, result] : results) {
        if (result.error && result.error->messageId == "query.dataSourceNotFound"_L1)
            return tl::unexpected(*result.error);
    }
    return Response::json(writeQueryResults(results), hasError(results) ? statusOfFailure : 200);
}

Result<Response> healthAnswer(const Result<std::string> &health)
{
    if (!health && health.error().code == ErrorCode::NotFound)
        return tl::unexpected(health.error());
    return Response::json(jsonBody([&](JsonWriter &json) {
                              json.beginObject().member("status", health ? "OK" : "ERROR");
                              if (health)
                                  json.member("message", *health);
                              else
                                  json.member("message", health.error().detail);
                              json.endObject();
                          }),
                          health ? 200 : 400);
}

} // namespace

Result<DataSourceRef> dataSourceRefOf(const Request &request)
{
    if (const QString uid = request.param("uid"); !uid.isEmpty())
        return DataSourceRef{{}, uid.toStdString()};
    return request.idParam("id").transform([](qint64 id) { return DataSourceRef{DataSourceId{id}, {}}; });
}

QueriesRoutes::QueriesRoutes(QueryService &queries, Executor executor, const Clock &clock, bool answersMultiStatus)
    : m_queries(queries), m_executor(std::move(executor)), m_clock(clock), m_answersMultiStatus(answersMultiStatus)
{
}

void QueriesRoutes::declare(Router &router)
{
    const Access asks = Access::to("datasources:query");
    router.add({Method::Post, "/api/ds/query", asks, 4_MiB, [this](const Request &r, const Principal &c) { return query(r, c); }});
    for (const Method method : {Method::Get, Method::Post}) {
        for (const char *pattern : {"/api/datasources/uid/:uid/health", "/api/datasources/:id/health"})
            router.add({method, pattern, asks, 64_KiB, [this](const Request &r, const Principal &c) { return health(r, c); }});
    }
}

Reply QueriesRoutes::query(const Request &request, const Principal &caller)
{
    const auto body = request.json();
    if (!body)
        return Result<Response>(tl::unexpected(body.error()));
    auto queries = readQueryRequest(body->root(), m_clock.now());
    if (!queries)
        return Result<Response>(tl::unexpected(queries.error()));
    const int statusOfFailure = m_answersMultiStatus ? 207 : 400;
    const auto results = m_queries.run(caller.orgId, std::move(*queries));
    if (results.isFinished()) // nothing to wait for: no way over another thread
        return toAnswer(takeResultOf(results), statusOfFailure);
    return thenOn(m_executor, results, [statusOfFailure](const QueryResults &done) { return toAnswer(done, statusOfFailure); });
}

Reply QueriesRoutes::health(const Request &request, const Principal &caller)
{
    const auto ref = dataSourceRefOf(request);
    if (!ref)
        return Result<Response>(tl::unexpected(ref.error()));
    return thenOn(m_executor, m_queries.checkHealth(caller.orgId, *ref), [](const Result<std::string> &health) { return healthAnswer(health); });
}

} // namespace mdash
