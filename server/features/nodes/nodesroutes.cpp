#include "features/nodes/nodesroutes.h"

#include "api/framejson.h"
#include "base/duration.h"
#include "features/nodes/nodesjson.h"
#include "features/queries/executor.h"

using namespace Qt::Literals::StringLiterals;

namespace mdash {
namespace {

constexpr qint64 mostEvents = 1'000, usualEvents = 100;
constexpr qsizetype mostNames = 30;
constexpr qint64 mostPoints = 11'000;

/// 202 with a sentence: a node carries it out soon.
Response accepted(std::string_view sentence)
{
    Response response = Response::message(sentence);
    response.status = 202;
    return response;
}

Result<qint64> numberIn(const Request &request, std::string_view name, qint64 fallback, qint64 least, qint64 most)
{
    const auto text = request.query(name);
    if (!text)
        return fallback;
    bool isNumber = false;
    const qint64 number = text->toLongLong(&isNumber);
    if (!isNumber || number < least || number > most)
        return fail(ErrorCode::InvalidInput, u"%1 is \"%2\", expected a number from %3 to %4"_s.arg(
                                                 QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), *text,
                                                 QString::number(least), QString::number(most)));
    return number;
}

/// `step`: a duration such as 30s, or milliseconds.
Result<Millis> stepIn(const Request &request, const TimeRange &range)
{
    const QString text = request.query("step").value_or(u"15s"_s);
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    const auto step = isNumber ? Result<Millis>(Millis(number)) : parseDuration(text.toStdString());
    if (!step || *step < std::chrono::seconds(1) || range.length() / *step > mostPoints)
        return fail(ErrorCode::InvalidInput, u"step is \"%1\", expected a duration of at least 1s that makes at most %2 points"_s.arg(text).arg(mostPoints));
    return *step;
}

Result<QStringList> namesIn(const Request &request)
{
    const QStringList names = request.query("names").value_or(QString()).split(u',', Qt::SkipEmptyParts);
    if (names.isEmpty() || names.size() > mostNames)
        return fail(ErrorCode::InvalidInput, u"names has %1 names, expected 1 to %2 of metrics such as md_up, separated by commas"_s.arg(names.size()).arg(mostNames));
    for (const QString &name : names) {
        const bool isKnown = std::any_of(figures().begin(), figures().end(), [&](const Figure &figure) {
            return name == QLatin1StringView(figure.name.data(), static_cast<qsizetype>(figure.name.size()));
        });
        if (!isKnown)
            return fail(ErrorCode::InvalidInput, u"names has \"%1\", expected key figures of nodes such as md_up"_s.arg(name));
    }
    return names;
}

DataQuery queryFor(const QString &name, const TimeRange &range, Millis step)
{
    DataQuery query;
    query.refId = name.toStdString();
    query.range = range;
    query.interval = step;
    query.maxDataPoints = std::max<qint64>(1, range.length() / step);
    query.model = jsonBody([&](JsonWriter &json) {
        json.beginObject().member("expr", name).member("range", true).member("interval", std::to_string(step.count()) + "ms").endObject();
    });
    return query;
}

/// One frame for each series; its number field carries the labels `__name__` and `node`.
Result<Response> framesAnswer(const QueryResults &results)
{
    for (const auto &[name, result] : results) {
        if (result.error)
            return tl::unexpected(*result.error);
    }
    return Response::json(jsonBody([&](JsonWriter &json) {
        json.beginObject().key("frames").beginArray();
        for (const auto &[name, result] : results) {
            for (const Frame &frame : result.frames)
                writeFrame(json, frame);
        }
        json.endArray().endObject();
    }));
}

} // namespace

void NodesRoutes::declare(Router &router)
{
    const Access reads = Access::to("cluster:read"), writes = Access::to("cluster:write");
    router.add({Method::Get, "/api/cluster", reads, 0, handler(this, &NodesRoutes::cluster)});
    router.add({Method::Get, "/api/cluster/events", reads, 0, handler(this, &NodesRoutes::events)});
    router.add({Method::Get, "/api/cluster/metrics", reads, 0, handler(this, &NodesRoutes::metrics)});
    router.add({Method::Get, "/api/cluster/nodes/:id/config", reads, 0, handler(this, &NodesRoutes::config)});
    router.add({Method::Post, "/api/cluster/nodes/:id/drain", writes, 1_KiB, handler(this, &NodesRoutes::drain)});
    router.add({Method::Post, "/api/cluster/nodes/:id/resume", writes, 1_KiB, handler(this, &NodesRoutes::resume)});
    router.add({Method::Post, "/api/cluster/jobs/:name/run", writes, 1_KiB, handler(this, &NodesRoutes::runJob)});
}

Result<Response> NodesRoutes::cluster(const Request &, const Principal &)
{
    return m_nodes.overview().map([&](const ClusterOverview &overview) { return Response::json(toJson(overview, m_selfId)); });
}

Result<Response> NodesRoutes::config(const Request &request, const Principal &)
{
    return m_nodes.config(request.param("id")).map([](const NodeConfig &config) { return Response::json(toJson(config)); });
}

Result<Response> NodesRoutes::events(const Request &request, const Principal &)
{
    const auto limit = numberIn(request, "limit", usualEvents, 1, mostEvents);
    const auto after = numberIn(request, "after", -1, 0, std::numeric_limits<qint64>::max());
    if (!limit || !after)
        return tl::unexpected(limit ? after.error() : limit.error());
    return m_nodes.events(*after >= 0 ? std::optional(*after) : std::nullopt, *limit)
        .map([](const std::vector<ClusterEventRow> &events) { return Response::json(toJson(events)); });
}

Result<Response> NodesRoutes::metrics(const Request &request, const Principal &)
{
    const auto range = parseTimeRange(request.query("from").value_or(u"now-1h"_s).toStdString(), request.query("to").value_or(u"now"_s).toStdString(),
                                      m_clock.now(), QTimeZone::utc());
    if (!range)
        return tl::unexpected(range.error());
    const auto step = stepIn(request, *range);
    if (!step)
        return tl::unexpected(step.error());
    const auto names = namesIn(request);
    if (!names)
        return tl::unexpected(names.error());
    std::vector<DataQuery> queries;
    for (const QString &name : *names)
        queries.push_back(queryFor(name, *range, *step));
    SelfMetricsBackend backend(m_metrics);
    return framesAnswer(takeResultOf(backend.query({}, std::move(queries))));
}

Result<Response> NodesRoutes::drain(const Request &request, const Principal &caller)
{
    return m_nodes.drain(caller, request.param("id")).map([] { return accepted("The node will drain."); });
}

Result<Response> NodesRoutes::resume(const Request &request, const Principal &caller)
{
    return m_nodes.resume(caller, request.param("id")).map([] { return accepted("The node will serve again."); });
}

Result<Response> NodesRoutes::runJob(const Request &request, const Principal &caller)
{
    return m_nodes.runJob(caller, request.param("name")).map([] { return accepted("The job will run."); });
}

} // namespace mdash
