#include "features/queries/answeredqueries.h"

namespace mdash {
namespace {

QueryResult readAnswer(const SentQuery &query, Result<EgressResponse> response, std::chrono::steady_clock::time_point begun)
{
    QueryResult result;
    auto frames = response ? query.read(std::move(*response)) : Result<Frames>(tl::unexpected(response.error()));
    if (frames)
        result.frames = std::move(*frames);
    else
        result.error = frames.error();
    result.took = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - begun);
    return result;
}

} // namespace

QFuture<QueryResults> sendAll(Egress &egress, const Executor &executor, std::vector<SentQuery> queries, QueryResults results)
{
    using Answer = std::pair<std::string, QueryResult>;
    std::vector<QFuture<Answer>> answers;
    for (SentQuery &query : queries) {
        auto sent = egress.send(std::move(query.request));
        answers.push_back(thenOn(executor, sent, [query = std::move(query), begun = std::chrono::steady_clock::now()](Result<EgressResponse> response) {
            return Answer(query.refId, readAnswer(query, std::move(response), begun));
        }));
    }
    if (answers.empty())
        return readyFuture(std::move(results));
    return QtFuture::whenAll(answers.begin(), answers.end()).then(QtFuture::Launch::Sync, [results = std::move(results)](const QList<QFuture<Answer>> &all) mutable {
        for (const QFuture<Answer> &one : all) {
            Answer answer = takeResultOf(one);
            results[answer.first] = std::move(answer.second);
        }
        return std::move(results);
    });
}

} // namespace mdash
