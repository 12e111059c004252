#include "features/queries/queryservice.h"

#include "base/utf8.h"
#include "features/queries/expressions/expressionengine.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

DataSourceRef refOf(const DataQuery &query)
{
    return {query.datasourceId, query.datasourceUid};
}

void setError(QueryResults &results, const std::vector<DataQuery> &queries, const Error &error)
{
    for (const DataQuery &query : queries)
        results[query.refId].error = error;
}

} // namespace

QueryService::QueryService(DataSourceRegistry &registry, const QueryBackends &backends, Executor executor)
    : m_registry(registry), m_backends(backends), m_executor(std::move(executor))
{
}

Result<DataSourceRegistry::Settings> QueryService::source(OrgId orgId, const DataSourceRef &ref)
{
    auto found = m_registry.find(orgId, ref);
    if (found && !*found)
        return fail(ErrorCode::NotFound, u"Data source not found"_s, u"query.dataSourceNotFound"_s);
    return found;
}

Result<DataSourceBackend *> QueryService::backendOf(const DataSourceSettings &source) const
{
    if (DataSourceBackend *backend = m_backends.find(source.type))
        return backend;
    return fail(ErrorCode::NotImplemented, u"Data sources of type \"%1\" cannot be queried by this server"_s.arg(fromUtf8(source.type)),
                u"query.unsupportedType"_s);
}

std::vector<QueryService::Batch> QueryService::batchesOf(OrgId orgId, std::vector<DataQuery> queries, QueryResults &failed)
{
    std::vector<Batch> batches;
    for (DataQuery &query : queries) {
        const auto known = std::find_if(batches.begin(), batches.end(), [&](const Batch &batch) {
            const DataQuery &first = batch.queries.front();
            return first.datasourceId == query.datasourceId && first.datasourceUid == query.datasourceUid;
        });
        if (known != batches.end()) {
            known->queries.push_back(std::move(query));
            continue;
        }
        auto found = source(orgId, refOf(query));
        if (!found)
            failed[query.refId].error = found.error();
        else
            batches.push_back({std::move(*found), {std::move(query)}});
    }
    return batches;
}

QFuture<QueryResults> QueryService::ask(Batch batch)
{
    const auto backend = backendOf(*batch.source);
    if (!backend) {
        QueryResults refused;
        setError(refused, batch.queries, backend.error());
        return readyFuture(std::move(refused));
    }
    return (*backend)->query(*batch.source, std::move(batch.queries));
}

QFuture<QueryResults> QueryService::run(OrgId orgId, std::vector<DataQuery> queries)
{
    QueryResults results;
    if (queries.size() > mostQueries) {
        setError(results, queries, {ErrorCode::TooLarge, u"%1 queries in one request: at most %2 are accepted"_s.arg(queries.size()).arg(mostQueries), {}, {}});
        return readyFuture(std::move(results));
    }
    const auto firstExpression = std::stable_partition(queries.begin(), queries.end(), [](const DataQuery &query) { return !isExpression(query); });
    std::vector<DataQuery> expressions(firstExpression, queries.end());
    queries.erase(firstExpression, queries.end());
    std::vector<std::string> hidden;
    for (const auto *list : {&queries, &expressions}) {
        for (const DataQuery &query : *list) {
            if (query.hidden && !expressions.empty())
                hidden.push_back(query.refId);
        }
    }
    std::vector<QFuture<QueryResults>> asked;
    for (Batch &batch : batchesOf(orgId, std::move(queries), results))
        asked.push_back(ask(std::move(batch)));
    if (asked.size() == 1 && results.empty() && expressions.empty())
        return std::move(asked.front());
    const auto merged = QtFuture::whenAll(asked.begin(), asked.end());
    return thenOn(m_executor, merged, [results = std::move(results), expressions, hidden](const QList<QFuture<QueryResults>> &answers) mutable {
        for (const QFuture<QueryResults> &answer : answers)
            results.merge(takeResultOf(answer));
        return expressions.empty() ? std::move(results) : evaluateExpressions(expressions, std::move(results), hidden);
    });
}

QFuture<Result<std::string>> QueryService::checkHealth(OrgId orgId, const DataSourceRef &ref)
{
    using Answer = Result<std::string>;
    const auto found = source(orgId, ref);
    if (!found)
        return readyFuture(Answer(tl::unexpected(found.error())));
    const auto backend = backendOf(**found);
    if (!backend)
        return readyFuture(Answer(tl::unexpected(backend.error())));
    return (*backend)->checkHealth(**found);
}

QFuture<Result<std::vector<std::string>>> QueryService::variableValues(OrgId orgId, const DataSourceRef &ref, std::string query, TimeRange range)
{
    using Values = Result<std::vector<std::string>>;
    const auto found = source(orgId, ref);
    if (!found)
        return readyFuture(Values(tl::unexpected(found.error())));
    const auto backend = backendOf(**found);
    if (!backend)
        return readyFuture(Values(tl::unexpected(backend.error())));
    return (*backend)->variableValues(**found, std::move(query), range);
}

} // namespace mdash
