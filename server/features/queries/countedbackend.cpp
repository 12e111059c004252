#include "features/queries/countedbackend.h"

#include "features/queries/executor.h"

namespace mdash {
namespace {

void count(QueryCounters &counters, const QueryResults &results)
{
    for (const auto &[refId, result] : results) {
        counters.queries += 1;
        counters.errors += result.error ? 1 : 0;
        counters.milliseconds += result.took.count();
    }
}

} // namespace

CountedBackend::CountedBackend(std::shared_ptr<DataSourceBackend> inner, QueryCounters &counters) : m_inner(std::move(inner)), m_counters(counters) {}

QFuture<QueryResults> CountedBackend::query(const DataSourceSettings &source, std::vector<DataQuery> queries)
{
    auto answer = m_inner->query(source, std::move(queries));
    if (answer.isFinished()) {
        count(m_counters, *answer.constBegin());
        return answer;
    }
    return answer.then(QtFuture::Launch::Sync, [this](const QFuture<QueryResults> &done) {
        QueryResults results = takeResultOf(done);
        count(m_counters, results);
        return results;
    });
}

QFuture<Result<std::string>> CountedBackend::checkHealth(const DataSourceSettings &source)
{
    return m_inner->checkHealth(source);
}

QFuture<Result<std::vector<std::string>>> CountedBackend::variableValues(const DataSourceSettings &source, std::string query, TimeRange range)
{
    return m_inner->variableValues(source, std::move(query), range);
}

} // namespace mdash
