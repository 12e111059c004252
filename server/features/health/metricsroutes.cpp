#include "features/health/metricsroutes.h"

#include "features/health/fieldmetrics.h"
#include "features/health/openmetrics.h"
#include "features/health/processmetrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/text_serializer.h>

using namespace Qt::Literals::StringLiterals;

namespace mdash {

namespace {

/// Takes the same time for every wrong text of the same length.
bool equalsInConstantTime(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned>(a[i] ^ b[i]);
    return difference == 0;
}

} // namespace

void MetricsRoutes::declare(Router &router)
{
    router.add({Method::Get, "/metrics", Access::everyone(), 0, handler(this, &MetricsRoutes::metrics)});
}

bool MetricsRoutes::isAllowed(const Request &request) const
{
    if (m_credentials.user.isEmpty())
        return true;
    const std::string_view sent = request.header("authorization");
    const QByteArray expected = "Basic " + (m_credentials.user.toUtf8() + ':' + m_credentials.password.reveal()).toBase64();
    return equalsInConstantTime(QByteArray(sent.data(), static_cast<qsizetype>(sent.size())), expected);
}

/// Without a database there are no statistics, but still figures.
Result<Response> MetricsRoutes::metrics(const Request &request, const Principal &)
{
    if (!isAllowed(request)) {
        Response refused = toResponse({ErrorCode::Unauthenticated, u"Unauthorized"_s, {}, {}}, request.traceId);
        refused.header("WWW-Authenticate", "Basic realm=\"metrics\"");
        return refused;
    }
    auto families = m_registry.Collect();
    appendProcessMetrics(families);
    appendResponseTotals(families);
    const auto statistics = m_cache.get([this]() -> std::optional<Statistics> {
        auto counted = m_statistics.count();
        return counted ? std::optional(*std::move(counted)) : std::nullopt;
    });
    if (statistics)
        appendStatistics(families, *statistics);
    const std::string type = metricsType(request.header("accept"));
    Response response = Response::text(type.starts_with("text/") ? prometheus::TextSerializer().Serialize(families) : openMetricsText(families));
    response.contentType = type;
    return response;
}

void registerBuildInfo(prometheus::Registry &registry, const std::string &version, const std::string &revision)
{
    prometheus::BuildGauge()
        .Name("grafana_build_info")
        .Help("Always 1; the labels say which program this is.")
        .Register(registry)
        .Add({{"version", version}, {"revision", revision}, {"branch", "main"}, {"goversion", ""}, {"edition", "oss"}})
        .Set(1);
    prometheus::BuildCounter().Name("grafana_instance_start_total").Help("Starts of this process.").Register(registry).Add({}).Increment();
}

} // namespace mdash
