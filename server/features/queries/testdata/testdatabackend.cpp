#include "features/queries/testdata/testdatabackend.h"

#include "base/duration.h"
#include "features/queries/testdata/scenario.h"

#include <array>
#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

struct Scenario
{
    std::string_view id;
    std::string_view name;
    std::string_view stringInput;
    std::string_view description;
    QueryResult (*run)(const ScenarioInput &);
};

constexpr std::array scenarios{
    Scenario{"random_walk", "Random Walk", "", "Series that wander", randomWalk},
    Scenario{"slow_query", "Slow Query", "5s", "A random walk that comes late", randomWalk},
    Scenario{"random_walk_with_error", "Random Walk (with error)", "", "A random walk and an error beside it", randomWalkWithError},
    Scenario{"random_walk_table", "Random Walk Table", "", "A random walk as a table", randomWalkTable},
    Scenario{"exponential_heatmap_bucket_data", "Exponential heatmap bucket data", "", "Buckets that double", exponentialHeatmap},
    Scenario{"linear_heatmap_bucket_data", "Linear heatmap bucket data", "", "Buckets of equal width", linearHeatmap},
    Scenario{"no_data_points", "No Data Points", "", "Nothing", noDataPoints},
    Scenario{"datapoints_outside_range", "Datapoints Outside Range", "", "One point an hour before the range", datapointsOutsideRange},
    Scenario{"csv_metric_values", "CSV Metric Values", "1,20,90,30,5,0", "Given values, spread over the range", csvMetricValues},
    Scenario{"predictable_pulse", "Predictable Pulse", "", "Two values in turns, the same at every query", predictablePulse},
    Scenario{"predictable_csv_wave", "Predictable CSV Wave", "", "Given values in turns, the same at every query", predictableCsvWave},
    Scenario{"table_static", "Table Static", "", "A small table", tableStatic},
    Scenario{"server_error_500", "Server Error (500)", "", "An error of the server", serverError},
    Scenario{"logs", "Logs", "", "Log lines", logLines},
    Scenario{"csv_content", "CSV Content", "", "A frame from CSV text", csvContent},
    Scenario{"raw_frame", "Raw Frames", "", "Frames from JSON text", rawFrame},
};

const Scenario *find(std::string_view id)
{
    const auto found = std::find_if(scenarios.begin(), scenarios.end(), [&](const Scenario &scenario) { return scenario.id == id; });
    return found == scenarios.end() ? nullptr : found;
}

std::string_view scenarioId(const DataQuery &query, const JsonValue &model)
{
    if (!query.queryType.empty())
        return query.queryType;
    return model["scenarioId"].string("random_walk");
}

QueryResult answer(const DataQuery &query, std::uint64_t seed)
{
    const auto begun = std::chrono::steady_clock::now();
    QueryResult result;
    const auto document = JsonDocument::parse(query.model);
    if (!document) {
        result.error = document.error();
        return result;
    }
    const JsonValue model = document->root();
    if (const Scenario *scenario = find(scenarioId(query, model))) {
        Random random(seed);
        result = scenario->run({query, model, random});
    }
    result.took = std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now() - begun);
    return result;
}

/// How long the slowest query of scenario slow_query wants to wait.
Millis delayOf(const std::vector<DataQuery> &queries)
{
    constexpr Millis most{30'000};
    Millis delay{0};
    for (const DataQuery &query : queries) {
        if (query.queryType != "slow_query" && query.model.find("slow_query") == std::string::npos)
            continue;
        const auto document = JsonDocument::parse(query.model);
        if (!document || scenarioId(query, document->root()) != "slow_query")
            continue;
        const auto wanted = parseDuration(document->root()["stringInput"].string("5s"));
        delay = std::max(delay, std::min(most, wanted.value_or(Millis(5'000))));
    }
    return delay;
}

} // namespace

TestDataBackend::TestDataBackend(Delay delay, Executor executor, std::uint64_t seed)
    : m_delay(std::move(delay)), m_executor(std::move(executor)), m_seed(seed)
{
}

QFuture<QueryResults> TestDataBackend::query(const DataSourceSettings &, std::vector<DataQuery> queries)
{
    const std::uint64_t seed = m_seed.fetch_add(0x632be59bd9b4e019u);
    const auto answerAll = [queries, seed] {
        QueryResults results;
        for (const DataQuery &query : queries)
            results[query.refId] = answer(query, seed + results.size());
        return results;
    };
    const Millis delay = delayOf(queries);
    if (delay.count() == 0)
        return readyFuture(answerAll());
    auto promise = std::make_shared<QPromise<QueryResults>>();
    promise->start();
    auto future = promise->future();
    m_delay(delay, [executor = m_executor, promise, answerAll] {
        executor([promise, answerAll] {
            promise->addResult(answerAll());
            promise->finish();
        });
    });
    return future;
}

QFuture<Result<std::string>> TestDataBackend::checkHealth(const DataSourceSettings &)
{
    return readyFuture(Result<std::string>("Data source is working"));
}

QFuture<Result<std::vector<std::string>>> TestDataBackend::variableValues(const DataSourceSettings &, std::string query, TimeRange)
{
    // A made-up tree: `*` gives A, B, C; `A.*` gives AA, AB, AC; `A.AB.*` gives ABA, ABB, ABC.
    std::vector<std::string> values;
    const std::string_view path = std::string_view(query).substr(0, query.rfind('.') == std::string::npos ? 0 : query.rfind('.'));
    const std::string prefix(path.substr(path.rfind('.') + 1));
    for (const char name : {'A', 'B', 'C'})
        values.push_back(prefix + name);
    return readyFuture(Result<std::vector<std::string>>(std::move(values)));
}

std::string TestDataBackend::scenariosJson()
{
    std::string text;
    JsonWriter json(text);
    json.beginArray();
    for (const Scenario &scenario : scenarios)
        json.beginObject()
            .member("id", scenario.id)
            .member("name", scenario.name)
            .member("stringInput", scenario.stringInput)
            .member("description", scenario.description)
            .endObject();
    json.endArray();
    return text;
}

} // namespace mdash
