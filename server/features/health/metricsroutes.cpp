#include "features/health/metricsroutes.h"

#include "features/health/processmetrics.h"

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
    if (m_user.isEmpty())
        return true;
    const std::string_view sent = request.header("authorization");
    const QByteArray expected = "Basic " + (m_user.toUtf8() + ':' + m_password.reveal()).toBase64();
    return equalsInConstantTime(QByteArray(sent.data(), static_cast<qsizetype>(sent.size())), expected);
}

Result<Response> MetricsRoutes::metrics(const Request &request, const Principal &)
{
    if (!isAllowed(request)) {
        Response refused = toResponse({ErrorCode::Unauthenticated, u"Unauthorized"_s, {}, {}}, request.traceId);
        refused.header("WWW-Authenticate", "Basic realm=\"metrics\"");
        return refused;
    }
    auto families = m_registry.Collect();
    appendProcessMetrics(families);
    Response response = Response::text(prometheus::TextSerializer().Serialize(families));
    response.contentType = "text/plain; version=0.0.4; charset=utf-8";
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
}

} // namespace mdash
