#include "features/queries/queryjson.h"

#include "api/framejson.h"
#include "platform/http/response.h"

#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr std::size_t mostQueries = 500;

/// Text, or a number as clients send it too.
std::string timeText(const JsonValue &value)
{
    return value.isNumber() ? std::to_string(value.integer(static_cast<qint64>(value.number()))) : std::string(value.string());
}

TimePoint readTime(const JsonValue &value, TimePoint now, RoundTo round)
{
    return parseTime(timeText(value), now, QTimeZone::utc(), round).value_or(TimePoint{});
}

TimeRange readRange(const JsonValue &object, TimePoint now)
{
    const TimePoint from = readTime(object.member("from"), now, RoundTo::Start);
    const TimePoint to = readTime(object.member("to"), now, RoundTo::End);
    return {std::min(from, to), std::max(from, to)};
}

Result<DataQuery> readQuery(const JsonValue &json, const TimeRange &range, TimePoint now)
{
    DataQuery query;
    const JsonValue source = json.member("datasource");
    query.refId = json.member("refId").string("A");
    query.datasourceUid = source.isString() ? source.string() : source.member("uid").string();
    query.datasourceType = source.member("type").string();
    query.datasourceId = DataSourceId{json.member("datasourceId").integer()};
    if (query.datasourceUid.empty() && !query.datasourceId.isSet())
        return fail(ErrorCode::InvalidInput, u"Query does not contain a valid data source identifier"_s, u"query.invalidDatasourceId"_s);
    query.model = json.json();
    query.queryType = json.member("queryType").string();
    query.range = json.member("timeRange").isObject() ? readRange(json.member("timeRange"), now) : range;
    const double interval = json.member("intervalMs").number(1'000);
    constexpr double longest = 1e13;
    query.interval = Millis(interval >= 1 && interval < longest ? static_cast<qint64>(interval) : 1'000);
    const qint64 points = json.member("maxDataPoints").integer(100);
    query.maxDataPoints = points > 0 ? points : 100;
    query.hidden = json.member("hide").boolean();
    query.appliesFormat = false;
    return query;
}

} // namespace

Result<std::vector<DataQuery>> readQueryRequest(const JsonValue &body, TimePoint now)
{
    const auto elements = body.member("queries").elements();
    if (elements.empty())
        return fail(ErrorCode::InvalidInput, u"No queries found"_s, u"query.noQueries"_s);
    if (elements.size() > mostQueries)
        return fail(ErrorCode::InvalidInput, u"%1 queries: at most %2 are accepted"_s.arg(elements.size()).arg(mostQueries), u"query.tooManyQueries"_s);
    const TimeRange range = readRange(body, now);
    std::vector<DataQuery> queries;
    for (const JsonValue &element : elements) {
        auto query = readQuery(element, range, now);
        if (!query)
            return tl::unexpected(query.error());
        queries.push_back(std::move(*query));
    }
    return queries;
}

bool hasError(const QueryResults &results)
{
    return std::any_of(results.begin(), results.end(), [](const auto &entry) { return entry.second.error.has_value(); });
}

std::string writeQueryResults(const QueryResults &results)
{
    return jsonBody([&](JsonWriter &json) {
        json.beginObject().key("results").beginObject();
        for (const auto &[refId, result] : results) {
            json.key(refId).beginObject();
            if (result.error)
                json.member("error", result.error->detail);
            json.member("status", result.error ? httpStatus(result.error->code) : 200);
            json.key("frames").beginArray();
            for (const Frame &frame : result.frames)
                writeFrame(json, frame);
            json.endArray().endObject();
        }
        json.endObject().endObject();
    });
}

} // namespace mdash
