#pragma once

#include "base/error.h"
#include "base/json.h"
#include "base/secret.h"
#include "base/timerange.h"
#include "frames/frame.h"
#include "platform/http/principal.h"

#include <QFuture>

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace mdash {

/// A data source with its decrypted secrets, as a query needs it. Never leaves the server, never logged.
struct DataSourceSettings
{
    DataSourceId id;
    OrgId orgId;
    std::string uid;
    std::string type; // "prometheus", "testdata", …
    std::string name;
    std::string url;
    std::string user;
    std::string database;
    bool basicAuth = false;
    std::string basicAuthUser;
    bool withCredentials = false;
    std::string jsonData = "{}";
    std::map<std::string, Secret> secureJsonData;
    qint64 version = 0;
};

/// One query of a panel, an editor or an API client, after interpolation of dashboard variables.
struct DataQuery
{
    std::string refId = "A";
    std::string datasourceUid; // "__expr__" for expressions, "-- Mixed --" never occurs here
    std::string datasourceType;
    DataSourceId datasourceId; // if set, it wins over the uid
    std::string model; // the query's JSON object
    std::string queryType;
    TimeRange range;
    Millis interval{1000};
    qint64 maxDataPoints = 100;
    bool hidden = false;
    /// Panels get the shape that the query's `format` asks for (one table, heatmap rows); API clients get the frames as
    /// the data source made them.
    bool appliesFormat = true;
    /// True once nobody waits for the answer any more; may be absent. Backends pass it on to what they send.
    std::shared_ptr<const std::atomic<bool>> isUnwanted;
};

/// What one refId gave. `frames` may be set beside `error`.
struct QueryResult
{
    Frames frames;
    std::optional<Error> error;
    Millis took{0};
};
using QueryResults = std::map<std::string, QueryResult>;

/// One kind of data source. Stateless towards callers; query() may be called from any worker, and finishes on any thread.
class DataSourceBackend
{
public:
    virtual ~DataSourceBackend() = default;
    /// All queries belong to @p source.
    [[nodiscard]] virtual QFuture<QueryResults> query(const DataSourceSettings &source, std::vector<DataQuery> queries) = 0;
    /// "Is it there and does it understand us": answers a sentence.
    [[nodiscard]] virtual QFuture<Result<std::string>> checkHealth(const DataSourceSettings &source) = 0;
    /// Values of a query variable (`label_values(up, job)` …): @p query is the variable's query as JSON text or string.
    [[nodiscard]] virtual QFuture<Result<std::vector<std::string>>>
    variableValues(const DataSourceSettings &source, std::string query, TimeRange range) = 0;
};

} // namespace mdash
