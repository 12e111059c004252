#include "features/queries/builtinsources.h"

#include "api/framejson.h"
#include "base/utf8.h"
#include "features/queries/executor.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

DataSourceSettings made(std::string uid, std::string type, std::string name, std::string jsonData)
{
    DataSourceSettings settings;
    settings.uid = std::move(uid);
    settings.type = std::move(type);
    settings.name = std::move(name);
    settings.jsonData = std::move(jsonData);
    return settings;
}

/// Frames that stand in the query itself.
QueryResult inlineFrames(const DataQuery &query)
{
    QueryResult result;
    const auto document = JsonDocument::parse(query.model);
    if (!document) {
        result.error = document.error();
        return result;
    }
    for (const JsonValue &json : document->root()["snapshot"].elements()) {
        auto frame = readFrame(json);
        if (!frame) {
            result.error = frame.error();
            return result;
        }
        frame->refId = query.refId;
        result.frames.push_back(std::move(*frame));
    }
    return result;
}

std::string queryTypeOf(const DataQuery &query)
{
    if (!query.queryType.empty())
        return query.queryType;
    const auto document = JsonDocument::parse(query.model);
    return document ? std::string(document->root()["queryType"].string("randomWalk")) : std::string();
}

} // namespace

const std::vector<DataSourceSettings> &builtInDataSources()
{
    static const std::vector<DataSourceSettings> sources{
        made("self", "metrics-dashboard-self", "Self metrics", R"({"timeInterval":"15s"})"),
        made("grafana", "datasource", "-- Grafana --", "{}"),
    };
    return sources;
}

DataSourceRegistry::Settings builtInDataSource(OrgId orgId, const DataSourceRef &ref)
{
    if (ref.id.isSet() || ref.uid.empty())
        return nullptr;
    for (const DataSourceSettings &source : builtInDataSources()) {
        if (source.uid != ref.uid && source.name != ref.uid)
            continue;
        auto settings = std::make_shared<DataSourceSettings>(source);
        settings->orgId = orgId;
        return settings;
    }
    return nullptr;
}

QFuture<QueryResults> BuiltInBackend::query(const DataSourceSettings &source, std::vector<DataQuery> queries)
{
    QueryResults results;
    std::vector<DataQuery> walks;
    for (DataQuery &query : queries) {
        const std::string type = queryTypeOf(query);
        if (type == "snapshot") {
            results[query.refId] = inlineFrames(query);
        } else if (type == "randomWalk") {
            query.queryType = "random_walk";
            walks.push_back(std::move(query));
        } else {
            results[query.refId].error = Error{ErrorCode::InvalidInput, u"unknown query type \"%1\": expected randomWalk or snapshot"_s.arg(fromUtf8(type)), {}, {}};
        }
    }
    if (walks.empty())
        return readyFuture(std::move(results));
    return m_testData->query(source, std::move(walks)).then(QtFuture::Launch::Sync, [results](const QFuture<QueryResults> &walked) mutable {
        results.merge(takeResultOf(walked));
        return results;
    });
}

QFuture<Result<std::string>> BuiltInBackend::checkHealth(const DataSourceSettings &)
{
    return readyFuture(Result<std::string>("The built-in data source is working"));
}

QFuture<Result<std::vector<std::string>>> BuiltInBackend::variableValues(const DataSourceSettings &, std::string, TimeRange)
{
    return readyFuture(Result<std::vector<std::string>>(fail(ErrorCode::InvalidInput, u"The built-in data source has no values for variables"_s)));
}

} // namespace mdash
